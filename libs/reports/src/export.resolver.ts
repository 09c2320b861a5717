import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { RequestExportInput } from '#platform/schema.types.js';
import { ExportService } from './export.service.js';
import type { Export } from './export.types.js';

@Resolver('Export')
export class ExportResolver {
  constructor(private readonly exports: ExportService) {}

  @Mutation('requestExport')
  @Allow('export.request')
  async requestExport(@FromCtx() ctx: Ctx, @Args('input') input: RequestExportInput): Promise<{ export: Export }> {
    return { export: await this.exports.request(ctx, input) };
  }

  @ResolveField('url')
  url(@Parent() row: Export): string | null {
    return this.exports.urlOf(row);
  }
}

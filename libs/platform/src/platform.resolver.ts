import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, Public } from './access.js';
import { AuditLog, type AuditFilter } from './audit-log.service.js';
import type { Ctx } from './ctx.js';
import type { LogEvent } from './event.types.js';
import { Nodes } from './node.service.js';
import type { Page, PageArgs } from './page.js';

/** `node` and the log. */
@Resolver('AuditEntry')
export class PlatformResolver {
  constructor(
    private readonly nodes: Nodes,
    private readonly log: AuditLog,
  ) {}

  @Query('node')
  @Public()
  node(@FromCtx() ctx: Ctx, @Args('id') id: string): Promise<object | null> {
    return this.nodes.find(ctx, id);
  }

  @Query('auditLog')
  @Public()
  auditLog(@FromCtx() ctx: Ctx, @Args() args: PageArgs & AuditFilter): Promise<Page<LogEvent>> {
    return this.log.list(ctx, args);
  }

  @ResolveField('hash')
  hash(@Parent() entry: LogEvent): string | null {
    return entry.hash ? Buffer.from(entry.hash).toString('hex') : null;
  }
}

import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { CreateNormVersionInput, ImportNormVersionInput } from '#platform/schema.types.js';
import type { Norm } from './norm.entity.js';
import { NormImportService } from './norm-import.service.js';
import type { NormVersion } from './norm-version.entity.js';
import { normsById, provisionsByVersion } from './norm-version.queries.js';
import { NormVersionService } from './norm-version.service.js';
import type { Provision } from './provision.store.js';
import { inLocale } from './translation.queries.js';

interface VersionPayload {
  version: NormVersion;
  warnings: string[];
}

@Resolver('NormVersion')
export class NormVersionResolver {
  constructor(
    private readonly versions: NormVersionService,
    private readonly imports: NormImportService,
  ) {}

  @Query('previewNormImport')
  @SignedIn()
  async preview(@FromCtx() ctx: Ctx, @Args() { fileId, locale }: { fileId: string; locale?: string }): Promise<object> {
    const { provisions, warnings, ...said } = await this.imports.preview(ctx, fileId);
    return { provisions: provisions.map((provision) => ({ ...provision, locale: locale ?? said.locale ?? 'en' })), warnings };
  }

  @Mutation('createNormVersion')
  @Allow('norm.edit')
  async create(@FromCtx() ctx: Ctx, @Args('input') input: CreateNormVersionInput): Promise<VersionPayload> {
    return { version: await this.versions.create(ctx, input), warnings: [] };
  }

  @Mutation('importNormVersion')
  @Allow('norm.edit')
  importVersion(@FromCtx() ctx: Ctx, @Args('input') input: ImportNormVersionInput): Promise<VersionPayload> {
    return this.imports.importVersion(ctx, input);
  }

  @Mutation('publishNormVersion')
  @Allow('norm.publish')
  async publish(@FromCtx() ctx: Ctx, @Args('input') { versionId }: { versionId: string }): Promise<VersionPayload> {
    return { version: await this.versions.publish(ctx, versionId), warnings: [] };
  }

  @Mutation('adoptNormVersion')
  @Allow('norm.publish')
  async adopt(@FromCtx() ctx: Ctx, @Args('input') { versionId }: { versionId: string }): Promise<VersionPayload> {
    return { version: await this.versions.adopt(ctx, versionId), warnings: [] };
  }

  @ResolveField('norm')
  async norm(@FromCtx() ctx: Ctx, @Parent() version: NormVersion): Promise<Norm> {
    return found(await ctx.load(normsById, version.normId), 'norm');
  }

  @ResolveField('provisions')
  async provisions(@FromCtx() ctx: Ctx, @Parent() version: NormVersion, @Args('locale') locale?: string): Promise<Provision[]> {
    return inLocale(version.locales, (await ctx.load(provisionsByVersion, version.id)) ?? [], locale);
  }

  @ResolveField('provision')
  async provision(
    @FromCtx() ctx: Ctx,
    @Parent() version: NormVersion,
    @Args() args: { eId: string; locale?: string },
  ): Promise<Provision | null> {
    const provisions = await this.provisions(ctx, version, args.locale);
    return provisions.find((provision) => provision.eId === args.eId) ?? null;
  }
}

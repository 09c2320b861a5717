import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page } from '#platform/page.js';
import { found } from '#platform/refusal.js';
import type { ConfirmStandingInput, DecideCarryInput } from '#platform/schema.types.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import { provisionsByVersion, versionsById } from '#norms/norm-version.queries.js';
import type { Provision } from '#norms/provision.store.js';
import { CarryDecisionService } from './carry-decision.service.js';
import { carriesByComment, type CarryRow, isOrphaned, undecidedCarries, type UndecidedCarry } from './carry.queries.js';
import type { CarryPlace } from './carry.rules.js';
import type { AnchorPlace, Comment } from './comment.types.js';

/** What became of a comment in later versions. */
@Resolver('Comment')
export class CommentCarriesResolver {
  constructor(private readonly decisions: CarryDecisionService) {}

  @Query('undecidedCarries')
  @Allow('carry.decide')
  undecided(
    @FromCtx() ctx: Ctx,
    @Args() { versionId, ...page }: { versionId: string; first?: number; after?: string },
  ): Promise<Page<UndecidedCarry>> {
    return undecidedCarries(ctx, versionId, page);
  }

  @Mutation('decideCarry')
  @Allow('carry.decide')
  async decide(@FromCtx() ctx: Ctx, @Args('input') input: DecideCarryInput): Promise<{ comment: Comment }> {
    return { comment: await this.decisions.decide(ctx, input) };
  }

  @Mutation('confirmStanding')
  @SignedIn()
  async confirm(@FromCtx() ctx: Ctx, @Args('input') input: ConfirmStandingInput): Promise<{ comment: Comment }> {
    return { comment: await this.decisions.confirmStanding(ctx, input) };
  }

  @ResolveField('carried')
  async carried(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<CarryRow[]> {
    return (await ctx.load(carriesByComment, comment.id)) ?? [];
  }
}

@Resolver('Carry')
export class CarryResolver {
  @ResolveField('version')
  async version(@FromCtx() ctx: Ctx, @Parent() { versionId }: CarryRow): Promise<NormVersion> {
    return found(await ctx.load(versionsById, versionId), 'version');
  }

  @ResolveField('anchor')
  anchor(@Parent() { versionId, eid, quote }: CarryRow): AnchorPlace | null {
    return eid === null ? null : { ...quote, versionId, eId: eid };
  }

  @ResolveField('parts')
  parts(@Parent() { versionId, parts }: CarryRow): object[] {
    return parts.map((part) => placeIn(versionId, part));
  }

  @ResolveField('candidates')
  candidates(@Parent() { versionId, fate, candidates }: CarryRow): object[] {
    return fate === 'AMBIGUOUS' ? candidates.map((candidate) => placeIn(versionId, candidate)) : [];
  }
}

const placeIn = (versionId: string, { eId, quote, similarity }: CarryPlace): { anchor: AnchorPlace; similarity: number } => ({
  anchor: { ...quote, versionId, eId },
  similarity,
});

/** What an anchor stands on: a comment's own, or one that it was carried to. */
@Resolver('Anchor')
export class AnchorResolver {
  @ResolveField('version')
  async version(@FromCtx() ctx: Ctx, @Parent() { versionId }: AnchorPlace): Promise<NormVersion> {
    return found(await ctx.load(versionsById, versionId), 'version');
  }

  @ResolveField('provision')
  async provision(@FromCtx() ctx: Ctx, @Parent() { versionId, eId }: AnchorPlace): Promise<Provision | null> {
    const version = await ctx.load(versionsById, versionId);
    const provisions = (await ctx.load(provisionsByVersion, versionId)) ?? [];
    return provisions.find((one) => one.eId === eId && one.locale === version?.locales[0]) ?? null;
  }

  @ResolveField('orphaned')
  async orphaned(@FromCtx() ctx: Ctx, @Parent() { commentId }: AnchorPlace): Promise<boolean> {
    return commentId ? isOrphaned(ctx, commentId) : false;
  }
}

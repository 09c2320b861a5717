import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { CreateErratumInput, RenewNormInput, SetMilestoneInput, WithdrawNormInput } from '#platform/schema.types.js';
import type { Milestone } from './milestone.entity.js';
import { clock, milestonesByNorm } from './milestone.queries.js';
import { phaseAt } from './milestone.rules.js';
import { MilestoneService } from './milestone.service.js';
import type { Norm } from './norm.entity.js';
import { NormLifeService } from './norm-life.service.js';
import type { NormVersion } from './norm-version.entity.js';
import { versionsById, versionsByNorm } from './norm-version.queries.js';
import { NormVersionService } from './norm-version.service.js';
import type { Provision } from './provision.store.js';

/** How a norm goes on after its adoption, or ends. */
@Resolver('Norm')
export class NormLifeResolver {
  constructor(
    private readonly milestones: MilestoneService,
    private readonly life: NormLifeService,
  ) {}

  @Mutation('setMilestone')
  @Allow('norm.plan')
  async setMilestone(@FromCtx() ctx: Ctx, @Args('input') input: SetMilestoneInput): Promise<{ norm: Norm }> {
    return { norm: await this.milestones.set(ctx, input) };
  }

  @Mutation('renewNorm')
  @Allow('norm.decide')
  async renew(@FromCtx() ctx: Ctx, @Args('input') input: RenewNormInput): Promise<{ norm: Norm }> {
    return { norm: await this.life.renew(ctx, input) };
  }

  @Mutation('withdrawNorm')
  @Allow('norm.decide')
  async withdraw(@FromCtx() ctx: Ctx, @Args('input') input: WithdrawNormInput): Promise<{ norm: Norm }> {
    return { norm: await this.life.withdraw(ctx, input) };
  }

  @ResolveField('milestones')
  async all(@FromCtx() ctx: Ctx, @Parent() norm: Norm): Promise<Milestone[]> {
    return (await ctx.load(milestonesByNorm, norm.id)) ?? [];
  }

  @ResolveField('currentPhase')
  async currentPhase(@FromCtx() ctx: Ctx, @Parent() norm: Norm): Promise<Milestone | null> {
    return phaseAt((await ctx.load(milestonesByNorm, norm.id)) ?? [], await clock(ctx));
  }

  @ResolveField('versionInForce')
  async versionInForce(@FromCtx() ctx: Ctx, @Parent() norm: Norm): Promise<NormVersion | null> {
    if (norm.status === 'EXPIRED' || norm.status === 'WITHDRAWN') return null;
    return ((await ctx.load(versionsByNorm, norm.id)) ?? []).find((version) => version.status === 'ADOPTED') ?? null;
  }
}

/** Corrections of published versions. */
@Resolver('NormVersion')
export class ErratumResolver {
  constructor(private readonly versions: NormVersionService) {}

  @Mutation('createErratum')
  @Allow('norm.edit')
  async create(
    @FromCtx() ctx: Ctx,
    @Args('input') input: CreateErratumInput,
  ): Promise<{ version: NormVersion; warnings: string[] }> {
    return { version: await this.versions.createErratum(ctx, input), warnings: [] };
  }

  @ResolveField('erratum')
  async erratum(
    @FromCtx() ctx: Ctx,
    @Parent() { erratumOf, erratumNote }: NormVersion,
  ): Promise<{ of: NormVersion; note: string } | null> {
    const of = erratumOf ? await ctx.load(versionsById, erratumOf) : null;
    return of && erratumNote ? { of, note: erratumNote } : null;
  }
}

/** When a provision takes effect. */
@Resolver('Provision')
export class ProvisionPhaseResolver {
  @ResolveField('takesEffectOn')
  async takesEffectOn(@FromCtx() ctx: Ctx, @Parent() { versionId, eId }: Provision): Promise<string | null> {
    const version = versionId ? await ctx.load(versionsById, versionId) : null;
    const milestones = version ? ((await ctx.load(milestonesByNorm, version.normId)) ?? []) : [];
    return milestones.find((milestone) => milestone.kind === 'PHASE' && milestone.eIds.includes(eId))?.dueOn ?? null;
  }
}

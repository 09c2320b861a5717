import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { NormVersion } from './norm-version.entity.js';
import { versionsById } from './norm-version.queries.js';
import type { Provision } from './provision.store.js';
import {
  type ProvisionTranslation,
  rowsByEId,
  sideBySide,
  translationsByVersion,
  type VersionTranslation,
} from './translation.queries.js';
import { directionOf } from './translation.rules.js';

type Written = { dir: 'LTR' | 'RTL' };
const written = <T extends { locale: string }>(row: T): T & Written => ({ ...row, dir: directionOf(row.locale) });

/** The languages of a version. */
@Resolver('NormVersion')
export class VersionTranslationsResolver {
  @ResolveField('translations')
  async translations(@FromCtx() ctx: Ctx, @Parent() version: NormVersion): Promise<(VersionTranslation & Written)[]> {
    return ((await ctx.load(translationsByVersion, version.id)) ?? []).map(written);
  }
}

/** The languages of a provision; a preview's has its own alone. */
@Resolver('Provision')
export class ProvisionTranslationsResolver {
  @ResolveField('dir')
  dir(@Parent() provision: Provision): 'LTR' | 'RTL' {
    return directionOf(provision.locale);
  }

  @ResolveField('translations')
  async translations(@FromCtx() ctx: Ctx, @Parent() { versionId, eId }: Provision): Promise<(ProvisionTranslation & Written)[]> {
    const version = versionId ? await ctx.load(versionsById, versionId) : null;
    if (!version) return [];
    return sideBySide(version.locales, (await ctx.load(rowsByEId, versionId))?.get(eId) ?? []).map(written);
  }
}

import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { NormVersion } from './norm-version.entity.js';

/** Whether the viewer may see the version: what is published is everyone's, a draft belongs to those who work on it. */
export const isHeldFor = (actor: Actor, version: Pick<NormVersion, 'status' | 'normId'>): boolean =>
  version.status !== 'WORKING' || holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER'], version.normId);

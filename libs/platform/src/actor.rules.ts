import type { Actor } from './actor.types.js';
import type { StaffRole } from './schema.types.js';

export const ANONYMOUS: Actor = { kind: 'anonymous', accountId: null, sessionId: null, staff: [], memberships: [] };
export const SYSTEM: Actor = { ...ANONYMOUS, kind: 'system' };

/** True where the actor holds one of the roles for the norm (or everywhere). The platform itself holds every role. */
export function holds(actor: Actor, roles: readonly StaffRole[], normId?: string | null): boolean {
  if (actor.kind === 'system') return true;
  return actor.staff.some((grant) => roles.includes(grant.role) && (grant.normId === null || grant.normId === normId));
}

/** True where the actor belongs to the organization. */
export const belongsTo = (actor: Actor, organizationId: string | null): boolean =>
  organizationId !== null && actor.memberships.some((membership) => membership.organizationId === organizationId);

/** True where the actor may sign for the organization. */
export const approvesFor = (actor: Actor, organizationId: string | null): boolean =>
  actor.memberships.some((membership) => membership.organizationId === organizationId && membership.role === 'APPROVER');

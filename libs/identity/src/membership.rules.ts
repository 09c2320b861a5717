import { conflict, type Refusal } from '#platform/refusal.js';
import type { MembershipRole } from '#platform/schema.types.js';

type Members = readonly { accountId: string; role: MembershipRole }[];

/** Null where an approver is left once this person has the role, or none; an organization without one could sign nothing. */
export function refuseLastApprover(members: Members, accountId: string, role: MembershipRole | null): Refusal | null {
  const others = members.some((member) => member.accountId !== accountId && member.role === 'APPROVER');
  return others || role === 'APPROVER'
    ? null
    : conflict('This is the last approver of the organization. Make somebody else an approver first.');
}

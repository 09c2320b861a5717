import type { Policy } from '#platform/policy.types.js';
import type { MembershipRole } from '#platform/schema.types.js';

/** The members of the organization that is acted on, as they are while it is held. */
export interface MembershipFacts {
  members: readonly { accountId: string; role: MembershipRole }[];
}

const roleOf = ({ members }: MembershipFacts, accountId: string | null): MembershipRole | undefined =>
  members.find((member) => member.accountId === accountId)?.role;

/** Who may do what with the members of an organization: its approvers, by what the database holds and not by what a request brought. */
export const membershipPolicy = {
  'membership.manage': (actor, facts) => roleOf(facts, actor.accountId) === 'APPROVER',
  'membership.leave': (actor, facts) => roleOf(facts, actor.accountId) !== undefined,
} satisfies Policy<MembershipFacts>;

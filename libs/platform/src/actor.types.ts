import type { MembershipRole, StaffRole, TokenScope } from './schema.types.js';

/** A staff role held by an account; `normId` null: for every norm. */
export interface StaffGrant {
  role: StaffRole;
  normId: string | null;
}

/** Who acts: nobody signed in, an account with what it holds at this moment, or the platform itself (worker, command line). */
export interface Actor {
  kind: 'anonymous' | 'account' | 'system';
  accountId: string | null;
  sessionId: string | null;
  /** What a personal token lets a script do; null or left out: a person's own session, which may do all. */
  scope?: TokenScope | null;
  staff: StaffGrant[];
  /** Staff roles that do not count, because the session passed no second factor where staff need one. */
  withheld?: StaffGrant[];
  memberships: { organizationId: string; role: MembershipRole }[];
}

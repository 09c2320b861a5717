import { belongsTo, holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Attribution, CommentPublication, CommentStatus, RoundStatus, StaffRole, Tlp } from '#platform/schema.types.js';

/** What the rule of sight needs to know of a comment. */
export interface CommentFacts {
  normId: string;
  accountId: string;
  organizationId: string | null;
  status: CommentStatus;
  tlp: Tlp;
  publication: CommentPublication;
  /** The round's status at this moment. */
  roundStatus: RoundStatus;
}

/** Who works on a norm, in any role. */
export const STAFF: readonly StaffRole[] = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'];
/** While it is one of these, a blind round shows everybody their own side's alone. */
export const BEFORE_CLOSE: readonly RoundStatus[] = ['DRAFT', 'SCHEDULED', 'OPEN', 'PAUSED'];

/** The author's side: their organization, where they wrote for one; of what was handed in as RED the author alone. */
export function isOwn(
  actor: Actor,
  { organizationId, accountId, tlp, status }: Pick<CommentFacts, 'organizationId' | 'accountId' | 'tlp' | 'status'>,
): boolean {
  const isAuthor = accountId === actor.accountId;
  if (organizationId === null) return isAuthor;
  return belongsTo(actor, organizationId) && (isAuthor || tlp !== 'RED' || status === 'DRAFT');
}

/** Who may read a marking, besides those whose comment it is (domain.md, Who sees what). */
function mayRead(actor: Actor, { tlp, normId }: CommentFacts, takesPart: boolean): boolean {
  const isStaff = holds(actor, STAFF, normId);
  switch (tlp) {
    case 'CLEAR':
      return true;
    case 'GREEN':
      return isStaff || takesPart;
    case 'AMBER':
      return isStaff;
    case 'AMBER_STRICT':
    case 'RED':
      return holds(actor, ['SECRETARIAT'], normId);
  }
}

/**
 * Whether the viewer sees the comment: the one rule, as a predicate. `visibleComments` is the same rule as SQL; a test holds
 * them together. `takesPart`: the viewer handed in something to a round of the norm.
 */
export function seesComment(actor: Actor, comment: CommentFacts, takesPart: boolean): boolean {
  if (actor.kind === 'system' || isOwn(actor, comment)) return true;
  if (comment.status === 'DRAFT') return false;
  const isStaff = holds(actor, STAFF, comment.normId);
  if (comment.publication === 'AFTER_CLOSE' && BEFORE_CLOSE.includes(comment.roundStatus)) return false;
  if (comment.status !== 'PUBLISHED' && !isStaff) return false;
  return mayRead(actor, comment, takesPart);
}

/** Whether attribution hides nothing from the viewer: the author's side and the secretariat know who wrote. */
export const knowsAuthor = (
  actor: Actor,
  comment: Pick<CommentFacts, 'normId' | 'accountId' | 'organizationId'> & { attribution: Attribution },
): boolean =>
  comment.attribution === 'NAMED' ||
  comment.accountId === actor.accountId ||
  belongsTo(actor, comment.organizationId) ||
  holds(actor, ['SECRETARIAT'], comment.normId);

/** The name, in SQL, under which a round knows who hides theirs; null where nothing has to stand in for a name. */
export const PSEUDONYM = `case when c.attribution = 'PSEUDONYMOUS' or (c.attribution = 'ORGANIZATION_ONLY' and c.organization_id is null)
  then pseudonym(c.round_id, coalesce(c.organization_id, c.account_id)) end`;

/** A condition with its values; the parameters are numbered from `from`. */
export interface SqlCondition {
  text: string;
  values: unknown[];
}

/**
 * The rule of sight as SQL over `c` (comment) and `r` (its round), its parameters numbered from `from`. What the viewer's roles settle
 * once and for all is not asked of every row: the text says only what is left, so that one plan does for all who hold the same.
 */
export function visibleComments(actor: Actor, from: number): SqlCondition {
  if (actor.kind === 'system') return { text: 'true', values: [] };
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${from + values.push(value) - 1}`;
  const who = actor.accountId === null ? null : given(actor.accountId);
  const organizations = who && actor.memberships.length > 0 ? given(actor.memberships.map((m) => m.organizationId)) : null;
  const isStaff = reachAsSql(actor, STAFF, given);
  const isSecretariat = reachAsSql(actor, ['SECRETARIAT'], given);
  const text = `(${ownAsSql(who, organizations)} or (c.status <> 'DRAFT'
      and (r.publication <> 'AFTER_CLOSE'
        or round_status(r.status, r.opens_at, r.closes_at, clock_now()) not in ('DRAFT', 'SCHEDULED', 'OPEN', 'PAUSED'))
      and (c.status = 'PUBLISHED' or ${isStaff})
      and ${markingAsSql(isStaff, isSecretariat, who ? takesPartAsSql(who, organizations) : 'false')}))`;
  return { text, values };
}

/** `isOwn` as SQL. */
function ownAsSql(who: string | null, organizations: string | null): string {
  if (!who) return 'false';
  if (!organizations) return `(c.organization_id is null and c.account_id = ${who}::uuid)`;
  return `case when c.organization_id is null then c.account_id = ${who}::uuid
    else c.organization_id = any(${organizations}::uuid[]) and (c.account_id = ${who}::uuid or c.tlp <> 'RED' or c.status = 'DRAFT') end`;
}

const takesPartAsSql = (who: string, organizations: string | null): string =>
  `r.norm_id = any((select norms_taken_part_in(${who}::uuid, ${organizations ?? `'{}'`}::uuid[]))::uuid[])`;

/** `mayRead` as SQL. */
function markingAsSql(isStaff: string, isSecretariat: string, takesPart: string): string {
  if (isStaff === 'true' && isSecretariat === 'true') return 'true';
  return `case c.tlp when 'CLEAR' then true when 'GREEN' then ${isStaff === 'true' ? isStaff : `${isStaff} or ${takesPart}`}
      when 'AMBER' then ${isStaff} else ${isSecretariat} end`;
}

/** Whether the viewer holds one of the roles for the round's norm: everywhere, nowhere, or for some norms. */
function reachAsSql(actor: Actor, roles: readonly StaffRole[], given: (value: unknown) => string): string {
  const grants = actor.staff.filter((grant) => roles.includes(grant.role));
  if (grants.some((grant) => grant.normId === null)) return 'true';
  return grants.length === 0 ? 'false' : `r.norm_id = any(${given(grants.flatMap((grant) => grant.normId ?? []))}::uuid[])`;
}

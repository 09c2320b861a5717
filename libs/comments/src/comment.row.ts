import type { Actor } from '#platform/actor.types.js';
import type { Attribution, Region, StakeholderGroup, VettingStatus } from '#platform/schema.types.js';
import type { AuthorOrganization, Comment, CommentAuthor, Quote } from './comment.types.js';
import { knowsAuthor, PSEUDONYM } from './comment.visibility.js';

/** Who speaks, and how attribution has them named: over `c` (a comment, or what else has an author in a round), `a` and `o`. */
export const AUTHOR_COLUMNS = `c.stakeholder_group, c.region, a.display_name, o.name as organization_name, o.stakeholder_group as organization_group,
  o.sector, o.region as organization_region, o.country, o.website, o.vetting,
  ${PSEUDONYM} as pseudonym`;

/** What one row of a page brings: the comment `c`, its author `a`, their organization `o` and the round `r`, in one join. */
export const COMMENT_COLUMNS = `c.id, c.reference, c.number::int as number, c.place, c.round_id, r.norm_id, c.submission_id, c.account_id,
  c.organization_id, c.version_id, c.eid, c.quote, c.type, c.position, c.change, c.blocking, c.body, c.rationale, c.proposed_text, c.tlp,
  c.attribution, c.locale, c.status, c.late, c.withheld_reason, c.agree, c.disagree, c.pass, c.created_at, c.submitted_at, c.revision, c.attachment_ids,
  ${AUTHOR_COLUMNS}`;

export const COMMENT_JOIN = `comment c join round r on r.id = c.round_id join account a on a.id = c.account_id
  left join organization o on o.id = c.organization_id`;

/** The row of `AUTHOR_COLUMNS`, with what tells whether attribution hides the author. */
export interface AuthorRow {
  normId: string;
  accountId: string;
  organizationId: string | null;
  attribution: Attribution;
  stakeholderGroup: StakeholderGroup;
  region: Region;
  displayName: string;
  organizationName: string | null;
  organizationGroup: StakeholderGroup;
  sector: string | null;
  organizationRegion: Region;
  country: string | null;
  website: string | null;
  vetting: VettingStatus;
  pseudonym: string | null;
}

/** The row of `COMMENT_COLUMNS`. */
export interface CommentRow extends Omit<Comment, 'author' | 'anchor' | 'reactions'>, AuthorRow {
  eid: string | null;
  quote: Quote | null;
  agree: number;
  disagree: number;
  pass: number;
}

/** The comment of a row, its author as far as the viewer may know. Mapped by hand: this is the hottest path there is. */
export function toComment(actor: Actor, row: CommentRow): Comment {
  return {
    id: row.id,
    reference: row.reference,
    number: row.number,
    place: row.place,
    roundId: row.roundId,
    normId: row.normId,
    submissionId: row.submissionId,
    accountId: row.accountId,
    organizationId: row.organizationId,
    versionId: row.versionId,
    author: authorOf(actor, row),
    anchor: row.eid === null ? null : { ...row.quote, versionId: row.versionId, eId: row.eid, commentId: row.id },
    type: row.type,
    position: row.position,
    change: row.change,
    blocking: row.blocking,
    body: row.body,
    rationale: row.rationale,
    proposedText: row.proposedText,
    tlp: row.tlp,
    attribution: row.attribution,
    locale: row.locale,
    status: row.status,
    late: row.late,
    withheldReason: row.withheldReason,
    reactions: { commentId: row.id, agree: row.agree, disagree: row.disagree, pass: row.pass },
    createdAt: row.createdAt,
    submittedAt: row.submittedAt,
    revision: row.revision,
    attachmentIds: row.attachmentIds,
  };
}

/** Who speaks, as far as the viewer may know. */
export function authorOf(actor: Actor, row: AuthorRow): CommentAuthor {
  const attribution: Attribution = knowsAuthor(actor, row) ? 'NAMED' : row.attribution;
  const organization = attribution === 'PSEUDONYMOUS' ? null : organizationOf(row);
  return { displayName: nameOf(attribution, row), organization, group: row.stakeholderGroup, region: row.region };
}

function nameOf(attribution: Attribution, row: AuthorRow): string {
  if (attribution === 'NAMED') return row.displayName;
  const organization = attribution === 'ORGANIZATION_ONLY' ? row.organizationName : null;
  return organization ?? row.pseudonym ?? 'Participant'; // who hides behind an organization without having one stays hidden
}

function organizationOf(row: AuthorRow): AuthorOrganization | null {
  if (row.organizationId === null || row.organizationName === null) return null;
  const { organizationId: id, organizationName: name, organizationGroup: group, organizationRegion: region } = row;
  return { id, name, group, sector: row.sector, region, country: row.country, website: row.website, vetting: row.vetting };
}

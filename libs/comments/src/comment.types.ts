import type {
  Attribution,
  ChangeRequest,
  CommentStatus,
  CommentType,
  Position,
  Region,
  StakeholderGroup,
  Tlp,
  VettingStatus,
} from '#platform/schema.types.js';
import type { Reactions } from './reaction.queries.js';

/** The words of a provision that a comment quotes (W3C Web Annotation: TextQuoteSelector and TextPositionSelector). */
export interface Quote {
  exact?: string | null;
  prefix?: string | null;
  suffix?: string | null;
  start?: number | null;
  end?: number | null;
}

/** Where an anchor is. One that a comment was made on names the comment, for what became of it. */
export interface AnchorPlace extends Quote {
  versionId: string;
  eId: string;
  commentId?: string;
}

/** The organization of a comment's author, as a page of comments brings it along. */
export interface AuthorOrganization {
  id: string;
  name: string;
  group: StakeholderGroup;
  sector: string | null;
  region: Region;
  country: string | null;
  website: string | null;
  vetting: VettingStatus;
}

/** Who speaks in a comment, as far as attribution lets the viewer know. */
export interface CommentAuthor {
  displayName: string;
  organization: AuthorOrganization | null;
  group: StakeholderGroup;
  region: Region;
}

/** A comment as the schema shows it; the fields that cost a statement are resolved apart. */
export interface Comment {
  id: string;
  reference: string | null;
  number: number | null;
  place: number;
  roundId: string;
  normId: string;
  submissionId: string;
  accountId: string;
  organizationId: string | null;
  versionId: string;
  author: CommentAuthor;
  anchor: AnchorPlace | null;
  type: CommentType;
  position: Position;
  change: ChangeRequest;
  blocking: boolean;
  body: string;
  rationale: string | null;
  proposedText: string | null;
  tlp: Tlp;
  attribution: Attribution;
  locale: string;
  status: CommentStatus;
  late: boolean;
  withheldReason: string | null;
  reactions: Reactions;
  createdAt: Date;
  submittedAt: Date | null;
  revision: number;
  attachmentIds: string[];
}

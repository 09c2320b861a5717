import type { CommentFacts, MatrixWorld, RoundName, Viewer } from './matrix-world.js';

/**
 * Who sees what, written by hand from docs/domain.md. A type or a field of the schema that has no line here fails the test.
 * A new field is one line in its type: `SAME` where whoever sees the object sees the field (or it is resolved to an object with
 * rules of its own), `when(…)` where it is filled for some and empty for the others.
 */
export type Sees<Facts> = (viewer: Viewer, facts: Facts, world: MatrixWorld) => boolean;
export type FieldRule<Facts> = typeof SAME | { ask?: string; filled?: (value: never) => boolean; for: Sees<Facts> };
export interface TypeRules<Facts> {
  objects: (world: MatrixWorld) => (Facts & { id: string })[];
  seen: Sees<Facts>;
  fields: Readonly<Record<string, FieldRule<Facts>>>;
}

export const SAME = 'seen with its object';
const when = <Facts>(sees: Sees<Facts>, ask?: string, filled?: (value: never) => boolean): FieldRule<Facts> => ({
  for: sees,
  ...(ask ? { ask } : {}),
  ...(filled ? { filled } : {}),
});

// Who somebody is to the norm that is looked at.
const isStaff = ({ role, reach }: Viewer): boolean => role !== null && reach !== 'elsewhere';
const holds =
  (...roles: string[]) =>
  (viewer: Viewer): boolean =>
    isStaff(viewer) && roles.includes(viewer.role ?? '');
const holdsEverywhere =
  (...roles: string[]) =>
  ({ role, reach }: Viewer): boolean =>
    reach === 'everywhere' && roles.includes(role ?? '');
const isSecretariat = holds('SECRETARIAT');
const drafts = holds('ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER');
const moderates = holds('ADMIN', 'ORGANIZER', 'SECRETARIAT');
const everyone = (): boolean => true;

/** The author's side: of what was handed in as RED the author alone. */
const isSide = ({ side }: Viewer, { tlp, status }: CommentFacts): boolean =>
  side === 'author' || (side !== null && (tlp !== 'RED' || status === 'DRAFT'));

/** The table of domain.md, Who sees what: TLP 2.0. */
export function seesComment(viewer: Viewer, comment: CommentFacts): boolean {
  if (isSide(viewer, comment)) return true;
  if (comment.status === 'DRAFT' || comment.round === 'blind') return false;
  if (comment.status !== 'PUBLISHED' && !isStaff(viewer)) return false;
  const readers = {
    CLEAR: true,
    GREEN: isStaff(viewer) || viewer.takesPart,
    AMBER: isStaff(viewer),
    AMBER_STRICT: isSecretariat(viewer),
    RED: isSecretariat(viewer),
  };
  return readers[comment.tlp];
}

const isOut = (viewer: Viewer, { round }: { round: RoundName }): boolean =>
  round === 'concluded' || (round === 'review' && isStaff(viewer));
const isAnswered = (viewer: Viewer, comment: CommentFacts): boolean => comment.status === 'PUBLISHED' && isOut(viewer, comment);
const knowsAuthor = (viewer: Viewer, { attribution }: CommentFacts): boolean =>
  attribution === 'NAMED' || viewer.side !== null || isSecretariat(viewer);
const isSent = (_: Viewer, { status }: CommentFacts): boolean => status !== 'DRAFT';

const Comment: TypeRules<CommentFacts> = {
  objects: ({ comments }) => comments,
  seen: seesComment,
  fields: {
    ...same('id', 'reference', 'body', 'rationale', 'proposedText', 'type', 'position', 'change', 'blocking', 'tlp', 'locale'),
    ...same(
      'status',
      'late',
      'createdAt',
      'submittedAt',
      'revision',
      'anchor',
      'round',
      'submission',
      'reactions',
      'attachments',
    ),
    ...same('carried', 'cluster', 'proposedChange'),
    author: when(
      knowsAuthor,
      'author { displayName }',
      ({ displayName }: { displayName: string }) => displayName === 'Name of author',
    ),
    replies: when(isSent, 'replies(first: 1) { nodes { id } }', ({ nodes }: { nodes: unknown[] }) => nodes.length > 0),
    coSigners: when(isSent),
    disposition: when(isAnswered),
    amendments: when(isAnswered),
    flags: when((viewer, comment) => isSent(viewer, comment) && moderates(viewer)),
    internalNotes: when((viewer, comment) => isSide(viewer, comment) || (isSent(viewer, comment) && isStaff(viewer))),
    supporters: when((viewer, comment) => comment.status === 'DRAFT' && isSide(viewer, comment)),
    withheldReason: when((_, { status }) => status === 'WITHHELD'),
    writtenPlace: SAME,
    clusterMembership: SAME,
  },
};

type SubmissionFacts = MatrixWorld['submissions'][number];
const isOfSide = ({ side }: Viewer): boolean => side !== null;
/** Its own side, the secretariat, and everyone where one of its comments lets everyone know. */
const knowsSubmitter: Sees<SubmissionFacts> = (viewer, { round, status }, { comments }) =>
  isOfSide(viewer) ||
  isSecretariat(viewer) ||
  (status === 'SUBMITTED' &&
    comments.some(
      (c) =>
        c.round === round && c.attribution === 'NAMED' && c.status === 'PUBLISHED' && c.tlp === 'CLEAR' && seesComment(viewer, c),
    ));

const Submission: TypeRules<SubmissionFacts> = {
  objects: ({ submissions }) => submissions,
  seen: (viewer, { status }) => isOfSide(viewer) || (status === 'SUBMITTED' && isStaff(viewer)),
  fields: {
    ...same('id', 'comments', 'revision', 'round', 'status', 'submittedAt', 'answers'),
    account: when(knowsSubmitter),
    organization: when(knowsSubmitter),
    receipt: when(
      (viewer, { status }) => status === 'SUBMITTED' && isOfSide(viewer),
      'receipt { salt }',
      (value: { salt: string | null } | null) => !!value?.salt,
    ),
    approvalRequestedBy: when(isOfSide),
    internalDeadline: when(isOfSide),
    returnReason: when(isOfSide),
  },
};

type AtRound = { round: RoundName };
const Disposition: TypeRules<MatrixWorld['dispositions'][number]> = {
  objects: ({ dispositions }) => dispositions,
  seen: (viewer, disposition) => isOut(viewer, disposition) && seesComment(viewer, disposition.comment),
  fields: {
    ...same(
      'id',
      'comment',
      'outcome',
      'response',
      'status',
      'decidedAt',
      'duplicateOf',
      'history',
      'satisfied',
      'appeals',
      'appealableUntil',
    ),
    proposedBy: when(isStaff),
    confirmedBy: when(isStaff),
  },
};
const Amendment: TypeRules<AtRound> = {
  objects: ({ amendments }) => amendments,
  seen: isOut,
  fields: same('id', 'comments', 'createdAt', 'eId', 'kind', 'op', 'text'),
};
const ProcessNote: TypeRules<AtRound> = {
  objects: ({ notes }) => notes,
  seen: isOut,
  fields: same('id', 'author', 'body', 'createdAt', 'round'),
};
const Reply: TypeRules<MatrixWorld['replies'][number]> = {
  objects: ({ replies }) => replies.filter((_, i) => i % 3 === 0),
  seen: (viewer, { comment }) => seesComment(viewer, comment),
  fields: same('id', 'author', 'body', 'createdAt'),
};
const ReviewCycle: TypeRules<AtRound> = {
  objects: ({ cycles }) => [
    { id: cycles.review, round: 'review' },
    { id: cycles.concluded, round: 'concluded' },
  ],
  seen: everyone,
  fields: {
    ...same(
      'id',
      'baseVersion',
      'concludedAt',
      'conflicts',
      'kind',
      'norm',
      'progress',
      'resultVersion',
      'rounds',
      'startedAt',
      'status',
      'traceability',
    ),
    amendments: when(isOut),
  },
};

const Round: TypeRules<{ round: RoundName | 'draft' }> = {
  objects: ({ rounds }) => Object.entries(rounds).map(([round, id]) => ({ round: round as RoundName, id })),
  seen: (viewer, { round }) => round !== 'draft' || drafts(viewer),
  fields: {
    ...same(
      'id',
      'audience',
      'balanceTargets',
      'closesAt',
      'clusters',
      'comments',
      'extensions',
      'graceMinutes',
      'guidance',
      'kind',
      'latePolicy',
    ),
    ...same(
      'norm',
      'opensAt',
      'participation',
      'publication',
      'questions',
      'record',
      'reference',
      'revision',
      'status',
      'summaries',
      'title',
    ),
    ...same('version', 'vettedOnly', 'preview'),
    ...same('carriedComments', 'preparedFor'),
    processNotes: when((viewer, { round }) => isOut(viewer, { round: round as RoundName })),
  },
};
const NormVersion: TypeRules<{ working: boolean }> = {
  objects: ({ version, working }) => [
    { id: version, working: false },
    { id: working, working: true },
  ],
  seen: (viewer, { working }) => !working || drafts(viewer),
  fields: same(
    'erratum',
    'revision',
    'status',
    'translations',
    'id',
    'changesSince',
    'label',
    'lastChange',
    'locales',
    'norm',
    'number',
    'outline',
    'provision',
    'provisions',
    'publishedAt',
  ),
};
/** The other norm has no version that is out: it is its staff's. */
const Norm: TypeRules<{ isOut: boolean }> = {
  objects: ({ norm, elsewhere }) => [
    { id: norm, isOut: true },
    { id: elsewhere, isOut: false },
  ],
  seen: ({ role, reach }, { isOut }) => isOut || (role !== null && reach !== 'here'),
  fields: same(
    'currentPhase',
    'sunsetOn',
    'versionInForce',
    'id',
    'abstract',
    'createdAt',
    'currentVersion',
    'milestones',
    'reviewCycles',
    'rounds',
    'slug',
    'status',
    'title',
    'versions',
  ),
};

type OfOrganization = { isWorks: boolean };
const isMember = (viewer: Viewer, { isWorks }: OfOrganization): boolean =>
  isWorks ? viewer.side !== null : viewer.name === 'other organization';
const vets: Sees<OfOrganization> = (viewer, facts) => isMember(viewer, facts) || holdsEverywhere('ADMIN', 'ORGANIZER')(viewer);
const Organization: TypeRules<OfOrganization> = {
  objects: ({ works, others }) => [
    { id: works, isWorks: true },
    { id: others, isWorks: false },
  ],
  seen: everyone,
  fields: {
    ...same('id', 'country', 'group', 'name', 'region', 'sector', 'vetting', 'website', 'vettingAppeal', 'invitations'),
    statement: when(vets),
    vettingReason: when(vets),
    members: when((viewer, facts) => isMember(viewer, facts) || holdsEverywhere('ADMIN')(viewer)),
  },
};

const isSelf = (viewer: Viewer): boolean => viewer.side === 'author';
/** An account by its id: itself and staff; others meet a name only where somebody stands with it. */
const Account: TypeRules<object> = {
  objects: (world) => [{ id: world.account('author') }],
  seen: (viewer) => isSelf(viewer) || viewer.role !== null,
  fields: {
    ...same('id', 'displayName', 'locale', 'emailVerified', 'staffRoles', 'memberships'),
    email: when((viewer) => isSelf(viewer) || holdsEverywhere('ADMIN')(viewer)),
    timeZone: when((viewer) => isSelf(viewer) || holdsEverywhere('ADMIN')(viewer)),
    institutions: when(isSelf, 'institutions { id }', (value: unknown) => value !== null),
    passkeys: when(isSelf, 'passkeys { id }', (value: unknown) => value !== null),
    secondFactor: when(isSelf),
  },
};

/** Types that have an id: each is asked for by it, as everyone, in every state. */
export const OBJECTS: Readonly<Record<string, unknown>> = {
  ...{
    Comment,
    Submission,
    Disposition,
    Amendment,
    ProcessNote,
    Reply,
    ReviewCycle,
    Round,
    NormVersion,
    Norm,
    Organization,
    Account,
  },
};

/** Parts of an object, pages and answers of mutations: they show what their object shows, and hold objects that have rules. */
export const PARTS: readonly string[] = [
  ...[
    'AmendmentConflict',
    'Anchor',
    'Answer',
    'Appeal',
    'Attachment',
    'BalanceTarget',
    'SilentInvitee',
    'TargetGap',
    'Carry',
    'CommentAuthor',
    'CommentFlag',
    'Consequences',
  ],
  ...[
    'Coverage',
    'DiffSegment',
    'DispositionRevision',
    'InternalNote',
    'Invitation',
    'Membership',
    'Milestone',
    'Participation',
    'Provision',
  ],
  ...[
    'ProvisionChange',
    'ProvisionEdit',
    'ProvisionOutline',
    'ProvisionSummary',
    'ProvisionTally',
    'ProvisionTranslation',
    'Question',
  ],
  ...[
    'ReactionCounts',
    'Receipt',
    'ReviewProgress',
    'RoundExtension',
    'RoundRecord',
    'StaffAssignment',
    'SummaryPoint',
    'Tally',
    'Theme',
  ],
  ...[
    'TraceRow',
    'VersionTranslation',
    'VettingAppeal',
    'InclusionProof',
    'Sector',
    'PageInfo',
    'ImportError',
    'ImportColumn',
    'CarriedComment',
    'CarryPlace',
    'ClusterMembership',
    'Erratum',
    'UndecidedCarry',
    'WrittenPlace',
    'NormImportPreview',
  ],
];

/** What is told to the one account that it is about, or is its job's: each has a story of its own that shows so. */
export const PERSONAL: readonly string[] = [
  ...[
    'ApiToken',
    'LinkedInstitution',
    'Passkey',
    'SecondFactor',
    'Session',
    'Inbox',
    'Notification',
    'NotificationPreference',
    'Export',
    'FeedbackSummary',
    'Cluster',
  ],
  ...['Webhook', 'AuditEntry', 'Operations', 'ParkedJob', 'OperationsFigure'],
];

/** Queries and who gets an answer; whom not gets one of the codes, or nothing. */
export interface QueryRule {
  ask: (world: MatrixWorld) => string;
  for: (viewer: Viewer) => boolean;
  /** What the others get: a code, or `nothing` (null or an empty list). */
  else?: 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'nothing';
}
const isSignedIn = ({ accountId }: Viewer): boolean => accountId !== null;
const open = (ask: (world: MatrixWorld) => string): QueryRule => ({ ask, for: everyone });
const own = (ask: string): QueryRule => ({ ask: () => ask, for: isSignedIn, else: 'UNAUTHENTICATED' });

export const QUERIES: Readonly<Record<string, QueryRule>> = {
  norm: open(({ norm }) => `norm(id: "${norm}") { id }`),
  norms: open(() => 'norms(first: 5) { nodes { id } }'),
  normVersion: open(({ version }) => `normVersion(id: "${version}") { id }`),
  round: open(({ rounds }) => `round(id: "${rounds.open}") { id }`),
  rounds: open(() => 'rounds(first: 5) { nodes { id } }'),
  reviewCycle: open(({ cycles }) => `reviewCycle(id: "${cycles.concluded}") { id }`),
  organizations: open(() => 'organizations(first: 5) { nodes { id } }'),
  sectors: open(() => 'sectors { code }'),
  node: open(({ norm }) => `node(id: "${norm}") { id }`),
  comment: open(() => 'comment(reference: "M-OPEN-0") { id }'),
  inclusionProof: open(() => 'inclusionProof(receiptNumber: "M-P-S1") { leafIndex }'),
  viewer: { ask: () => 'viewer { id }', for: isSignedIn, else: 'nothing' },
  mySubmissions: open(() => 'mySubmissions { id }'),
  operations: { ask: () => 'operations { undoneJobs }', for: holdsEverywhere('ADMIN'), else: 'FORBIDDEN' },
  apiTokens: own('apiTokens { id }'),
  sessions: own('sessions { id }'),
  ownData: own('ownData'),
  notifications: own('notifications(first: 5) { nodes { id } }'),
  notificationPreferences: own('notificationPreferences { kind }'),
  webhooks: own('webhooks { id }'),
  moderationQueue: {
    ask: ({ rounds }) => `moderationQueue(roundId: "${rounds.open}", first: 5) { nodes { id } }`,
    for: isStaff,
    else: 'FORBIDDEN',
  },
  undecidedCarries: {
    ask: ({ version }) => `undecidedCarries(versionId: "${version}", first: 5) { nodes { carry { fate } } }`,
    for: moderates,
    else: 'FORBIDDEN',
  },
  auditLog: {
    ask: ({ norm }) => `auditLog(normId: "${norm}", first: 5) { nodes { id } }`,
    for: everyone,
  },
  previewNormImport: {
    ask: ({ norm }) => `previewNormImport(fileId: "${norm}") { warnings }`,
    for: () => false,
    else: 'NOT_FOUND',
  },
};

function same(...names: string[]): Record<string, typeof SAME> {
  return Object.fromEntries(names.map((name) => [name, SAME]));
}

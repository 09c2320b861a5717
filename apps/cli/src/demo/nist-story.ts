import { resolveReference, type Referable } from '#comments/reference.rules.js';
import type { ApiClient } from './api-client.js';
import { answerOf, commentOf, type DemoOrganization, demoText, type NistRow, nistRows, organizationOf } from './nist-data.js';
import { demo, type Stage } from './stage.js';

/** What a round of the story stands on. */
export interface StoryRound {
  normId: string;
  versionId: string;
  roundId: string;
  provisions: Referable[];
}

/** A comment of the story with the row that it came from. */
export interface StoryComment {
  row: NistRow;
  id: string;
  reference: string;
  eId: string | null;
}

/** Act 1 and 2: the real draft is imported and frozen, and a round on it is opened. */
export async function openNistRound(stage: Stage, times: { opensAt: Date; closesAt: Date }): Promise<StoryRound> {
  const organizer = await stage.as(demo('organizer'));
  const abstract =
    'Technical requirements for authenticators and their management. Republished courtesy of the National Institute of Standards and Technology.';
  const { norm } = await organizer.call<{ norm: { id: string } }>(
    'createNorm',
    { title: 'NIST SP 800-63B: Authentication and Lifecycle Management', slug: 'nist-sp-800-63b', abstract },
    'norm { id }',
  );
  const fileId = await organizer.upload('sp800-63b-draft.md', demoText('nist-sp800-63b/draft-2017-01-30.md'));
  const { version } = await organizer.call<{ version: { id: string; provisions: Referable[] } }>(
    'importNormVersion',
    { normId: norm.id, fileId, label: 'Public draft, 30 January 2017', locale: 'en' },
    'version { id provisions { eId parentEId number heading } }',
  );
  await organizer.call('publishNormVersion', { versionId: version.id }, 'version { status }');
  const { round } = await organizer.call<{ round: { id: string } }>(
    'createRound',
    { versionId: version.id, title: 'Public comment on the draft', reference: 'SP80063B-R1' },
    'round { id }',
  );
  await organizer.call(
    'scheduleRound',
    { roundId: round.id, opensAt: times.opensAt.toISOString(), closesAt: times.closesAt.toISOString() },
    'round { status }',
  );
  return { normId: norm.id, versionId: version.id, roundId: round.id, provisions: version.provisions };
}

/** Act 3: everybody hands in what they really wrote, each organization in one submission; gives the comments with their rows. */
export async function submitNistComments(stage: Stage, round: StoryRound): Promise<StoryComment[]> {
  const rows = nistRows();
  const organizations = [...new Set(rows.map(organizationOf).filter((organization) => organization !== null))];
  const comments: StoryComment[] = [];
  for (const organization of organizations) {
    comments.push(
      ...(await submitFor(
        stage,
        round,
        organization,
        rows.filter((row) => organizationOf(row) === organization),
      )),
    );
  }
  for (const row of rows.filter((candidate) => organizationOf(candidate) === null))
    comments.push(await submitAlone(stage, round, row));
  return comments;
}

async function submitFor(
  stage: Stage,
  round: StoryRound,
  organization: DemoOrganization,
  rows: NistRow[],
): Promise<StoryComment[]> {
  const slug = organization.name
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
  const client = await stage.cast({ email: demo(`nist.${slug}`), name: `Commenter for ${organization.name}` });
  const organizationId = await register(client, organization);
  const { submission } = await client.call<{ submission: { id: string } }>(
    'startSubmission',
    { roundId: round.roundId, organizationId },
    'submission { id }',
  );
  const saved: StoryComment[] = [];
  for (const row of rows) saved.push(await save(client, submission.id, round, row));
  const done = await client.call<{ submission: { comments: { id: string; reference: string }[] } }>(
    'submit',
    { submissionId: submission.id },
    'submission { receipt { number } comments { id reference } }',
    'SubmissionTransitionInput',
  );
  const references = new Map(done.submission.comments.map(({ id, reference }) => [id, reference]));
  return saved.map((comment) => ({ ...comment, reference: references.get(comment.id) ?? '' }));
}

/** Registers an organization as somebody's own; gives its id. */
export async function register(client: ApiClient, organization: DemoOrganization): Promise<string> {
  const { csvNames: _names, ...input } = organization;
  return (await client.call<{ organization: { id: string } }>('registerOrganization', input, 'organization { id }')).organization
    .id;
}

async function save(client: ApiClient, submissionId: string, round: StoryRound, row: NistRow): Promise<StoryComment> {
  const { eId, input } = commentInput(round, row);
  const { comment } = await client.call<{ comment: { id: string } }>(
    'saveComment',
    { submissionId, comment: input },
    'comment { id }',
  );
  return { row, id: comment.id, reference: '', eId };
}

async function submitAlone(stage: Stage, round: StoryRound, row: NistRow): Promise<StoryComment> {
  const client = await stage.cast({ email: demo(`nist.issue-${row.issue}`), name: `Commenter of issue ${row.issue}` });
  const { eId, input } = commentInput(round, row);
  const { comment } = await client.call<{ comment: { id: string; reference: string } }>(
    'submitComment',
    { roundId: round.roundId, comment: input },
    'comment { id reference }',
  );
  return { row, ...comment, eId };
}

function commentInput(round: StoryRound, row: NistRow): { eId: string | null; input: object } {
  const resolved = resolveReference(row.reference, round.provisions);
  const eId = 'eId' in resolved ? resolved.eId : null;
  return { eId, input: { ...commentOf(row), ...(eId ? { anchor: { eId } } : {}) } };
}

/** Act 5: the real dispositions are proposed and confirmed, the next version is made and published, everybody is told. */
export async function answerNistComments(
  stage: Stage,
  round: StoryRound,
  comments: StoryComment[],
): Promise<{ cycleId: string; versionId: string }> {
  const [first, second] = [await stage.as(demo('secretariat')), await stage.as(demo('secretariat.second'))];
  const started = await first.call<{ reviewCycle: { id: string } }>(
    'startReviewCycle',
    { normId: round.normId, roundIds: [round.roundId] },
    'reviewCycle { id }',
  );
  const cycleId = started.reviewCycle.id;
  const dispositionIds: string[] = [];
  for (const comment of comments) dispositionIds.push(await propose(first, cycleId, comment, comments));
  await second.call('confirmDispositions', { dispositionIds }, 'dispositions { status }');
  await amend(first, cycleId, comments);
  const drafted = await first.call<{ version: { id: string } }>(
    'draftNextVersion',
    { reviewCycleId: cycleId, label: 'Second draft, after public comment' },
    'version { id }',
  );
  await first.call('concludeReviewCycle', { reviewCycleId: cycleId }, 'reviewCycle { status }');
  return { cycleId, versionId: drafted.version.id };
}

async function propose(
  client: ApiClient,
  reviewCycleId: string,
  { id, row }: StoryComment,
  all: StoryComment[],
): Promise<string> {
  const original = all.find((other) => other.row.issue === row.duplicate_of && other.id !== id);
  const input = {
    reviewCycleId,
    commentIds: [id],
    ...answerOf(row),
    ...(original && row.disposition === 'duplicate' ? { duplicateOfId: original.id } : {}),
  };
  const { dispositions } = await client.call<{ dispositions: { id: string }[] }>(
    'proposeDispositions',
    input,
    'dispositions { id }',
  );
  return dispositions[0]?.id ?? '';
}

/** Accepted comments on a paragraph whose words the editors really changed become amendments with the words of the publication. */
async function amend(client: ApiClient, reviewCycleId: string, comments: StoryComment[]): Promise<void> {
  const fileId = await client.upload('sp800-63b-final.md', demoText('nist-sp800-63b/final-2017-06-23.md'));
  const { previewNormImport: final } = await client.get<{ previewNormImport: { provisions: { eId: string; text: string }[] } }>(
    'query($fileId: ID!) { previewNormImport(fileId: $fileId) { provisions { eId text } } }',
    { fileId },
  );
  const accepted = comments.filter(
    ({ row, eId }) => eId?.includes('__para_') && ['ACCEPTED', 'ACCEPTED_WITH_MODIFICATION'].includes(answerOf(row).outcome),
  );
  for (const eId of new Set(accepted.map((comment) => comment.eId))) {
    const text = final.provisions.find((provision) => provision.eId === eId)?.text;
    const commentIds = accepted.filter((comment) => comment.eId === eId).map((comment) => comment.id);
    if (eId && text)
      await client.call('createAmendment', { reviewCycleId, op: 'REPLACE', eId, text, commentIds }, 'amendment { id }');
  }
}

import type { CommentInput } from '#platform/schema.types.js';
import { demoText, ORGANIZATIONS } from './nist-data.js';
import { register } from './nist-story.js';
import { DEMO_PEOPLE } from './people.js';
import { demo, type Stage } from './stage.js';

type NfuComment = CommentInput & { organization: string; eId: string };

/** The small norm that tells what Colloquy is for: a draft agreement on restraint, with a round that is open. */
export async function openNfuRound(stage: Stage, closesAt: Date): Promise<string> {
  const organizer = await stage.as(demo('organizer'));
  const title = 'Agreement on Mutual No-First-Use of Certain Cyber Capabilities';
  const abstract =
    'A draft agreement by which its Parties undertake not to be the first to use destructive cyber capabilities against the systems on which civilian life depends.';
  const { norm } = await organizer.call<{ norm: { id: string } }>(
    'createNorm',
    { title, slug: 'no-first-use', abstract },
    'norm { id }',
  );
  const fileId = await organizer.upload('no-first-use.md', demoText('nfu-agreement.md'));
  const { version } = await organizer.call<{ version: { id: string } }>(
    'importNormVersion',
    { normId: norm.id, fileId, label: 'First draft', locale: 'en' },
    'version { id }',
  );
  await organizer.call('publishNormVersion', { versionId: version.id }, 'version { status }');
  const guidance =
    'Please say of each provision whether you support it, and write the words as you would have them. Every comment will be answered.';
  const settings = { title: 'First reading', reference: 'NFU-R1', guidance };
  const { round } = await organizer.call<{ round: { id: string } }>(
    'createRound',
    { versionId: version.id, ...settings },
    'round { id }',
  );
  await organizer.call(
    'openRound',
    { roundId: round.id, closesAt: closesAt.toISOString() },
    'round { status }',
    'RoundTransitionInput',
  );
  await comment(stage, round.id);
  return round.id;
}

/** The organizations hand in their comments, each its own. */
async function comment(stage: Stage, roundId: string): Promise<void> {
  const comments = JSON.parse(demoText('nfu-comments.json')) as NfuComment[];
  for (const { email, organization: name } of DEMO_PEOPLE) {
    const organization = ORGANIZATIONS.find((candidate) => candidate.name === name);
    if (!organization) continue;
    const client = await stage.as(email);
    const organizationId = await register(client, organization);
    for (const { organization: _organization, eId, ...input } of comments.filter(
      (candidate) => candidate.organization === name,
    )) {
      await client.call(
        'submitComment',
        { roundId, organizationId, comment: { ...input, anchor: { eId } } },
        'comment { reference }',
      );
    }
  }
}

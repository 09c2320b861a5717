import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { NOT_IMPLEMENTED } from '../../apps/api/src/not-implemented.js';
import { RightsWorld, ROLES } from '../support/rights-world.js';

type Ids = Record<string, string>;

/** What somebody tries: on what, and who may (domain.md, The people). `inAll`: a role for one norm is not enough. */
interface Attempt {
  on: (world: RightsWorld) => Promise<Ids>;
  input: (ids: Ids, world: RightsWorld) => object;
  fields: string;
  may: readonly string[];
  inAll?: true;
}

const DRAFTERS = ['ADMIN', 'ORGANIZER', 'SECRETARIAT'];
const ORGANIZERS = ['ADMIN', 'ORGANIZER'];
const SECRETARIAT = ['SECRETARIAT'];
const norm = (world: RightsWorld): Promise<Ids> => world.make();
const drafted = (world: RightsWorld): Promise<Ids> => world.drafted();
const edited = (world: RightsWorld): Promise<Ids> => world.edited();
const inForce = (world: RightsWorld): Promise<Ids> => world.inForce();
const review = (world: RightsWorld): Promise<Ids> => world.inReview(false);
const answered = (world: RightsWorld): Promise<Ids> => world.inReview(true);
const summary = (world: RightsWorld): Promise<Ids> => world.summarized();
const bystanders = (world: RightsWorld): Promise<Ids> => world.bystanders();
const nothing = (): Promise<Ids> => Promise.resolve({});

const round = (which: 'draft' | 'open', more: (world: RightsWorld) => object = () => ({})): Attempt => ({
  on: norm,
  input: (ids, world) => ({ roundId: ids[which], ...more(world) }),
  fields: 'round { id }',
  may: ORGANIZERS,
});
const reason = { reason: 'There is one.' };
const PROVISION = { eId: 'sec_1', number: '1', text: 'Text.', kind: 'OTHER' };

const edits = { fields: 'version { id }', may: DRAFTERS };

const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  createNorm: {
    on: nothing,
    input: (_, world) => ({ title: `A norm ${world.letters()}` }),
    fields: 'norm { id }',
    may: DRAFTERS,
    inAll: true,
  },
  createNormVersion: {
    on: norm,
    input: ({ normId }) => ({ normId, label: 'Next', provisions: [PROVISION] }),
    fields: 'version { id }',
    may: DRAFTERS,
  },
  upsertProvision: { on: drafted, input: ({ workingId: versionId }) => ({ versionId, provision: PROVISION }), ...edits },
  removeProvision: { on: drafted, input: ({ workingId: versionId }) => ({ versionId, eId: 'sec_1' }), ...edits },
  undoProvisionChange: { on: edited, input: ({ workingId: versionId }) => ({ versionId }), ...edits },
  publishNormVersion: { on: norm, input: ({ workingId: versionId }) => ({ versionId }), fields: 'version { id }', may: DRAFTERS },
  adoptNormVersion: { on: drafted, input: ({ versionId }) => ({ versionId }), fields: 'version { id }', may: DRAFTERS },
  createErratum: {
    on: drafted,
    input: ({ versionId }) => ({ versionId, label: 'Corrected', note: 'A slip of the pen.' }),
    fields: 'version { id }',
    may: DRAFTERS,
  },
  setMilestone: {
    on: drafted,
    input: ({ normId }) => ({ normId, kind: 'PHASE', title: 'First phase', dueOn: '2090-01-01' }),
    fields: 'norm { id }',
    may: DRAFTERS,
  },
  renewNorm: {
    on: inForce,
    input: ({ normId }) => ({ normId, sunsetOn: '2095-01-01', ...reason }),
    fields: 'norm { id }',
    may: ORGANIZERS,
  },
  withdrawNorm: { on: drafted, input: ({ normId }) => ({ normId, ...reason }), fields: 'norm { id }', may: ORGANIZERS },
  createRound: { on: norm, input: ({ versionId }) => ({ versionId, title: 'Another' }), fields: 'round { id }', may: ORGANIZERS },
  updateRound: round('draft', () => ({ title: 'Other words', expectedRevision: 1 })),
  scheduleRound: round('draft', (world) => ({ opensAt: world.in(1), closesAt: world.in(2) })),
  openRound: round('draft'),
  extendRound: round('open', (world) => ({ closesAt: world.in(9), ...reason })),
  pauseRound: round('open', () => reason),
  closeRound: round('open'),
  cancelRound: round('open', () => reason),
  inviteToRound: { ...round('open', () => ({ emails: ['guest@people.test'] })), fields: 'invited' },
  remindRound: { ...round('open'), fields: 'queued' },
  startReviewCycle: {
    on: norm,
    input: (ids) => ({ normId: ids['normId'], roundIds: [ids['review']] }),
    fields: 'reviewCycle { id }',
    may: SECRETARIAT,
  },
  proposeDispositions: {
    on: review,
    input: ({ reviewCycleId, commentId }) => ({ reviewCycleId, commentIds: [commentId], outcome: 'NOTED', response: 'Noted.' }),
    fields: 'dispositions { id }',
    may: SECRETARIAT,
  },
  confirmDispositions: {
    on: review,
    input: ({ dispositionId }) => ({ dispositionIds: [dispositionId] }),
    fields: 'dispositions { id }',
    may: SECRETARIAT,
  },
  createAmendment: {
    on: review,
    input: ({ reviewCycleId, commentId }) => ({
      reviewCycleId,
      op: 'REPLACE',
      eId: 'sec_1',
      text: 'Other words.',
      commentIds: [commentId],
    }),
    fields: 'amendment { id }',
    may: SECRETARIAT,
  },
  draftNextVersion: {
    on: answered,
    input: ({ reviewCycleId }) => ({ reviewCycleId, label: 'Next' }),
    fields: 'version { id }',
    may: SECRETARIAT,
  },
  concludeReviewCycle: {
    on: answered,
    input: ({ reviewCycleId }) => ({ reviewCycleId }),
    fields: 'reviewCycle { id }',
    may: SECRETARIAT,
  },
  moderateComment: {
    on: norm,
    input: ({ commentId }) => ({ commentId, decision: 'WITHHOLD', ...reason }),
    fields: 'comment { id }',
    may: DRAFTERS,
  },
  moderateComments: {
    on: norm,
    input: ({ commentId }) => ({ commentIds: [commentId], decision: 'WITHHOLD', ...reason }),
    fields: 'comments { id }',
    may: DRAFTERS,
  },
  adjustCluster: {
    on: (world) => world.clustered(),
    input: ({ review: roundId, commentId, twinId }) => ({ roundId, removeCommentIds: [commentId, twinId], ...reason }),
    fields: 'adjustmentId',
    may: DRAFTERS,
  },
  decideCarry: {
    on: (world) => world.undecided(),
    input: ({ commentId, versionId }) => ({ commentId, versionId, ...reason }),
    fields: 'comment { id }',
    may: DRAFTERS,
  },
  generateSummary: { on: norm, input: ({ review: roundId }) => ({ roundId }), fields: 'summary { id }', may: DRAFTERS },
  publishSummary: { on: summary, input: ({ summaryId }) => ({ summaryId }), fields: 'summary { id }', may: DRAFTERS },
  requestExport: {
    on: norm,
    input: ({ review: roundId }) => ({ kind: 'COMMENTS', format: 'CSV', tier: 'SECRETARIAT', roundId }),
    fields: 'export { id }',
    may: SECRETARIAT,
  },
  vetOrganization: {
    on: bystanders,
    input: ({ organizationId }) => ({ organizationId, decision: 'VERIFIED', reason: 'Known.' }),
    fields: 'organization { id }',
    may: ORGANIZERS,
    inAll: true,
  },
  assignStaff: {
    on: bystanders,
    input: ({ accountId }) => ({ accountId, role: 'REVIEWER' }),
    fields: 'account { id }',
    may: ['ADMIN'],
    inAll: true,
  },
  revokeStaff: {
    on: bystanders,
    input: ({ accountId }) => ({ accountId, role: 'OBSERVER' }),
    fields: 'account { id }',
    may: ['ADMIN'],
    inAll: true,
  },
};

/** What everybody does for themselves, for their own organization, or as an observer; each has its own tests. */
const PERSONAL = ['signUp', 'verifyEmail', 'signIn', 'signOut', 'registerOrganization', 'markNotificationsRead'].concat(
  ['inviteMember', 'acceptInvitation', 'withdrawInvitation', 'changeMemberRole', 'removeMember', 'leaveOrganization'], // members.spec.ts
  ['requestPasswordReset', 'resetPassword', 'requestSignInLink', 'changePassword', 'requestEmailChange', 'changeEmail'], // account-*.spec.ts
  ['updateProfile', 'endSession', 'endOtherSessions', 'createApiToken', 'endApiToken', 'eraseAccount'],
  ['beginSecondFactor', 'confirmSecondFactor', 'endSecondFactor', 'renewRecoveryCodes', 'beginOidcLink', 'unlinkInstitution'], // second-factor.db.spec.ts, oidc.spec.ts
  ['beginPasskey', 'addPasskey', 'removePasskey', 'beginPasskeySignIn', 'signInWithPasskey'], // passkey.db.spec.ts
  ['appealVetting', 'fileProcessNote'], // vetting.spec.ts, observers.spec.ts
  ['requestApproval', 'returnSubmission', 'withdrawSubmission', 'setInternalDeadline', 'arrangeComments'], // approval.db.spec.ts
  ['supportComment', 'addInternalNote', 'coSignComment'],
  ['react', 'reply', 'flagComment'], // discussion.db.spec.ts, moderation.db.spec.ts
  ['startSubmission', 'saveComment', 'answerQuestions', 'deleteComment', 'submit', 'submitComment', 'importComments'],
  ['watch', 'unwatch', 'setNotificationPreferences'], // digest.spec.ts
  ['createWebhook', 'deleteWebhook'], // webhooks.spec.ts
  ['runJobAgain'], // operations.spec.ts
  ['confirmStanding'], // carry.spec.ts
  ['importDispositions'], // as proposeDispositions, with a file of the caller's own; tables-out.spec.ts
  ['importNormVersion'], // as createNormVersion, with a file of the caller's own; bad-input.spec.ts
);

describe('who may do what', () => {
  let world: RightsWorld;
  let cells = 0;

  beforeAll(async () => {
    world = await RightsWorld.start();
  });
  afterAll(async () => {
    await world.stop();
    process.stdout.write(`rights: ${cells} cells\n`);
  });

  const mayDo = ({ may, inAll }: Attempt, name: string): boolean => {
    const [role = '', reach] = name.split(' ');
    return may.includes(role) && reach !== 'elsewhere' && !(inAll && reach === 'here');
  };
  const outcome = async (mutation: string, attempt: Attempt, ids: Ids, name: string): Promise<string> => {
    const viewer = world.viewers.find((candidate) => candidate.name === name);
    cells++;
    try {
      await viewer?.client.call(mutation, attempt.input(ids, world) as never, attempt.fields);
      return 'done';
    } catch (error) {
      return /"code":"(\w+)"/.exec(String(error))?.[1] ?? String(error);
    }
  };

  it('is told for every mutation that there is', () => {
    const { schema } = world.platform.app.get(GraphQLSchemaHost, { strict: false });
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    const waiting = NOT_IMPLEMENTED.map((name) => name.replace('Mutation.', ''));
    expect(mutations.filter((name) => !waiting.includes(name)).sort()).toEqual([...Object.keys(ATTEMPTS), ...PERSONAL].sort());
  });

  it.each(Object.entries(ATTEMPTS))('%s is done for those who may, and for nobody else', async (mutation, attempt) => {
    const ids = await attempt.on(world);
    const others = world.viewers.filter(({ name }) => !mayDo(attempt, name));
    expect(others.length).toBeGreaterThan(ROLES.length);
    for (const { name } of others) {
      const expected = name === 'anonymous' ? ['UNAUTHENTICATED'] : ['FORBIDDEN', 'NOT_FOUND'];
      expect([name, expected]).toEqual([name, expect.arrayContaining([await outcome(mutation, attempt, ids, name)])]);
    }
    for (const { name } of world.viewers.filter((viewer) => mayDo(attempt, viewer.name))) {
      const fresh = await attempt.on(world);
      expect([name, await outcome(mutation, attempt, fresh, name)]).toEqual([name, 'done']);
    }
  });
});

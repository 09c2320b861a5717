import { Ctx } from '#platform/ctx.js';
import type { StaffRole } from '#platform/schema.types.js';
import { StaffService } from '#identity/staff.service.js';
import type { Client } from './client.js';
import { TestPlatform } from './platform.js';

export const ROLES: readonly StaffRole[] = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'];
/** For which norms a role is held: for all, for the one that is acted on, or for another one. */
export const REACHES = ['everywhere', 'here', 'elsewhere'] as const;

/** Somebody who tries: `ADMIN here` and the like, a `stranger`, a `participant`, or `anonymous`. */
export interface Viewer {
  name: string;
  client: Client;
}

type Ids = Record<string, string>;
const HOUR = 3_600_000;

/** Makes norms with all that an operation can act on, as people who may do everything, and those who try their hands at it. */
export class RightsWorld {
  readonly viewers: Viewer[] = [];
  private readonly here: { accountId: string; role: StaffRole }[] = [];
  private made = 0;

  private constructor(
    readonly platform: TestPlatform,
    private readonly maker: Client,
    private readonly second: Client,
    private readonly participant: Client,
  ) {}

  static async start(): Promise<RightsWorld> {
    const platform = await TestPlatform.start();
    const maker = await platform.person('Maker', 'ADMIN', 'SECRETARIAT');
    const second = await platform.person('Second Maker', 'SECRETARIAT');
    const world = new RightsWorld(platform, maker, second, await platform.person('Parti Cipant'));
    await world.cast();
    return world;
  }

  /** A norm of its own with a published and a working version. */
  async drafted(): Promise<Ids> {
    const normId = await this.id('createNorm', { title: `Norm ${++this.made}` }, 'norm');
    await this.grant(normId, this.here);
    const text = { eId: 'sec_1', number: '1', text: 'No party uses a capability first.', kind: 'PROHIBITION' };
    const versionOf = (label: string): Promise<string> =>
      this.id('createNormVersion', { normId, label, provisions: [text] }, 'version');
    const [versionId, workingId] = [await versionOf('First'), await versionOf('Working')];
    await this.maker.call('publishNormVersion', { versionId }, 'version { id }');
    return { normId, versionId, workingId };
  }

  /** As `drafted`, with a change of the working version that can be undone. */
  async edited(): Promise<Ids> {
    const ids = await this.drafted();
    await this.maker.call('removeProvision', { versionId: ids['workingId'], eId: 'sec_1' }, 'version { id }');
    return ids;
  }

  /** As `drafted`, adopted and with a sunset. */
  async inForce(): Promise<Ids> {
    const ids = await this.drafted();
    await this.maker.call('adoptNormVersion', { versionId: ids['versionId'] }, 'version { id }');
    const sunset = { normId: ids['normId'], kind: 'SUNSET', title: 'Sunset', dueOn: '2090-01-01' };
    await this.maker.call('setMilestone', sunset, 'norm { id }');
    return ids;
  }

  /** As `drafted`, with a round in each state: a draft, an open one, and one that is closed with a comment in it. */
  async make(): Promise<Ids> {
    const ids = await this.drafted();
    const roundOf = (title: string): Promise<string> =>
      this.id('createRound', { versionId: ids['versionId'], title, reference: `R${++this.made}` }, 'round');
    const [draft, open, review] = [await roundOf('Draft'), await roundOf('Open'), await roundOf('Review')];
    for (const roundId of [open, review]) await this.maker.call('openRound', { roundId, closesAt: this.in(3) }, 'round { id }');
    const comment = { type: 'GENERAL', body: 'A comment.', anchor: { eId: 'sec_1' } };
    const commentId = await this.id('submitComment', { roundId: review, comment }, 'comment', this.participant);
    await this.maker.call('closeRound', { roundId: review }, 'round { id }');
    return { ...ids, draft, open, review, commentId };
  }

  /** As `drafted`, with a round in which two comments say the same. */
  async clustered(): Promise<Ids> {
    const ids = await this.drafted();
    const review = await this.id(
      'createRound',
      { versionId: ids['versionId'], title: 'Alike', reference: `R${++this.made}` },
      'round',
    );
    await this.maker.call('openRound', { roundId: review, closesAt: this.in(3) }, 'round { id }');
    const comment = { type: 'GENERAL', body: 'This should be put off until everybody had time to read it.' };
    const submit = (): Promise<string> => this.id('submitComment', { roundId: review, comment }, 'comment', this.participant);
    const [commentId, twinId] = [await submit(), await submit()];
    await this.platform.drain();
    return { ...ids, review, commentId, twinId };
  }

  /** As `make`, with its review under way: the comment answered, and confirmed where asked for. */
  async inReview(confirmed: boolean): Promise<Ids> {
    const ids = await this.make();
    const reviewCycleId = await this.id('startReviewCycle', { normId: ids['normId'], roundIds: [ids['review']] }, 'reviewCycle');
    const answer = { reviewCycleId, commentIds: [ids['commentId']], outcome: confirmed ? 'NOTED' : 'ACCEPTED', response: 'Yes.' };
    const { dispositions } = await this.maker.call<{ dispositions: [{ id: string }] }>(
      'proposeDispositions',
      answer,
      'dispositions { id }',
    );
    const dispositionId = dispositions[0].id;
    if (confirmed) await this.second.call('confirmDispositions', { dispositionIds: [dispositionId] }, 'dispositions { id }');
    return { ...ids, reviewCycleId, dispositionId };
  }

  /** As `make`, with a summary that can be published. */
  async summarized(): Promise<Ids> {
    const ids = await this.make();
    const summaryId = await this.id('generateSummary', { roundId: ids['review'] }, 'summary');
    await this.platform.drain();
    return { ...ids, summaryId };
  }

  /** As `make`, with a next version in which it cannot be told where the comment stands. */
  async undecided(): Promise<Ids> {
    const ids = await this.make();
    const provisions = [
      { eId: 'sec_4', number: '4', text: 'No party ever uses a capability first.', kind: 'PROHIBITION' },
      { eId: 'sec_5', number: '5', text: 'No party uses a capability at first.', kind: 'PROHIBITION' },
    ];
    const input = { normId: ids['normId'], label: 'Two of it', provisions };
    const versionId = await this.id('createNormVersion', input, 'version');
    await this.maker.call('publishNormVersion', { versionId }, 'version { id }');
    await this.platform.drain();
    return { ...ids, versionId };
  }

  /** An organization that waits to be vetted, and an account that holds a role. */
  async bystanders(): Promise<Ids> {
    const input = { name: `Organization ${++this.made}`, group: 'INDUSTRY', region: 'GLOBAL' };
    const organizationId = await this.id('registerOrganization', input, 'organization', this.participant);
    const client = await this.platform.person(`Somebody ${this.letters()}`, 'OBSERVER');
    const { viewer } = await client.get<{ viewer: { id: string } }>('{ viewer { id } }');
    return { organizationId, accountId: viewer.id };
  }

  in(hours: number): string {
    return new Date(Date.now() + hours * HOUR).toISOString();
  }

  stop(): Promise<void> {
    return this.platform.stop();
  }

  private async id(mutation: string, input: object, field: string, by = this.maker): Promise<string> {
    const payload = await by.call<Record<string, { id: string }>>(mutation, input as never, `${field} { id }`);
    return payload[field]?.id ?? '';
  }

  /** Letters that were not given before; addresses are made of letters alone. */
  letters(): string {
    return [...String(++this.made)].map((digit) => String.fromCharCode(97 + Number(digit))).join('');
  }

  private async cast(): Promise<void> {
    this.viewers.push({ name: 'anonymous', client: this.platform.anyone });
    this.viewers.push({ name: 'stranger', client: await this.platform.person('Stran Ger') });
    this.viewers.push({ name: 'participant', client: this.participant });
    const elsewhere = await this.id('createNorm', { title: 'Another norm' }, 'norm');
    for (const role of ROLES) {
      this.viewers.push({
        name: `${role} everywhere`,
        client: await this.platform.person(`${role.toLowerCase()} everywhere`, role),
      });
      for (const reach of ['here', 'elsewhere'] as const) {
        const client = await this.platform.person(`${role.toLowerCase()} ${reach}`);
        const { viewer } = await client.get<{ viewer: { id: string } }>('{ viewer { id } }');
        this.viewers.push({ name: `${role} ${reach}`, client });
        if (reach === 'here') this.here.push({ accountId: viewer.id, role });
        else await this.grant(elsewhere, [{ accountId: viewer.id, role }]);
      }
    }
  }

  private async grant(normId: string, grants: { accountId: string; role: StaffRole }[]): Promise<void> {
    const { db, app } = this.platform;
    const staff = app.get(StaffService, { strict: false });
    await db.write(Ctx.system(db, 'test'), async (tx) => {
      for (const grant of grants) await staff.grant(tx, { ...grant, normId });
    });
  }
}

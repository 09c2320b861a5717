import { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { ApiClient } from '../../apps/cli/src/demo/api-client.js';
import { signIn } from '../../apps/cli/src/demo/cast.js';
import type { DemoPerson } from '../../apps/cli/src/demo/people.js';
import type { Stage } from '../../apps/cli/src/demo/stage.js';
import { brokenLinks } from './chain.js';
import { TestPlatform } from './platform.js';

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** The stories of the demonstration, played on a platform of a test's own: same API, the clock moved by hand. */
export class TestStage implements Stage {
  private readonly clients = new Map<string, ApiClient>();

  private constructor(readonly platform: TestPlatform) {}

  static async open(people: readonly DemoPerson[]): Promise<TestStage> {
    const stage = new TestStage(await TestPlatform.start());
    for (const person of people) await stage.make(person);
    return stage;
  }

  get anyone(): ApiClient {
    return new ApiClient(this.platform.url, '');
  }

  systemCtx(): Ctx {
    return Ctx.system(this.platform.db, 'test');
  }

  as(email: string): Promise<ApiClient> {
    const client = this.clients.get(email);
    return client ? Promise.resolve(client) : Promise.reject(new Error(`Nobody has the address ${email}.`));
  }

  cast({ email, name }: { email: string; name: string }): Promise<ApiClient> {
    const known = this.clients.get(email);
    if (known) return Promise.resolve(known);
    return this.make({ email, name, password: 'a long enough test password', role: '' });
  }

  close(): Promise<void> {
    return Promise.reject(new Error('In tests a round closes by its clock.'));
  }

  async until<T>(what: string, probe: () => Promise<T | null>): Promise<T> {
    for (let turn = 0; turn < 20; turn++) {
      await this.platform.drain();
      const value = await probe();
      if (value !== null) return value;
    }
    throw new Error(`In vain: ${what}`);
  }

  /** The same people, as if nothing had been asked yet: a story told now uses its keys again. */
  rewind(): void {
    for (const [email, { token }] of this.clients) this.clients.set(email, new ApiClient(this.platform.url, token));
  }

  moveClock(offsetMs: number): void {
    this.platform.setClock(offsetMs);
  }

  /** What the worker's clock does. */
  passInstants(): Promise<void> {
    return this.platform.worker.passInstants();
  }

  /** The mails that went out with such a subject, from /dev/mail. */
  async mails(subject: RegExp): Promise<Mail[]> {
    const response = await fetch(`${this.platform.url}/dev/mail?format=json`);
    return ((await response.json()) as Mail[]).filter((mail) => subject.test(mail.subject));
  }

  /** Asks for an export, has it made, and downloads it. */
  async exportOf(client: ApiClient, input: object): Promise<Buffer> {
    const { export: row } = await client.call<{ export: { id: string } }>('requestExport', input, 'export { id }');
    await this.platform.drain();
    const { node } = await client.get<{ node: { status: string; url: string } }>(
      'query($id: ID!) { node(id: $id) { ... on Export { status url } } }',
      { id: row.id },
    );
    const response = await fetch(new URL(new URL(node.url).pathname, this.platform.url), {
      headers: { authorization: `Bearer ${client.token}` },
    });
    if (response.status !== 200) throw new Error(`${response.status} for an export that is ${node.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** The log of a norm in the order of its numbers. */
  async logOf(normId: string): Promise<LogEvent[]> {
    await this.platform.drain();
    return this.platform.db.read<LogEvent>('select * from event where norm_id = $1 order by sequence', [normId]);
  }

  /** As `brokenLinks`, of this platform's log. */
  brokenLinks(): Promise<number[]> {
    return brokenLinks(this.platform.db);
  }

  end(): Promise<void> {
    return this.platform.stop();
  }

  private async make(person: DemoPerson): Promise<ApiClient> {
    const client = new ApiClient(this.platform.url, await signIn(this.platform.db, person));
    this.clients.set(person.email, client);
    return client;
  }
}

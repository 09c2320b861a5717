import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** The Chromium of this machine; null where there is none, and tests in a browser are passed over. */
export const CHROMIUM =
  ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((file) => existsSync(file)) ?? null;

type Message = {
  id?: number;
  method?: string;
  sessionId?: string;
  params?: object;
  result?: object;
  error?: { message: string };
};

/** A Chromium that is driven over a pipe, by the Chrome DevTools Protocol; its profile is its own and goes with it. */
export class Chromium {
  private readonly waiting = new Map<number, { resolve: (result: never) => void; reject: (why: Error) => void }>();
  private readonly told: ((message: Message) => void)[] = [];
  private last = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {
    let rest = '';
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\0');
      rest = parts.pop() ?? '';
      for (const part of parts) this.hear(JSON.parse(part) as Message);
    });
  }

  /** Starts one; in a profile that another left, where that is given. */
  static async start(profile?: string): Promise<Chromium> {
    if (CHROMIUM === null) throw new Error('There is no Chromium on this machine.');
    const folder = profile ?? (await mkdtemp(join(tmpdir(), 'colloquy-chromium-')));
    const quiet = [
      '--no-first-run',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--no-sandbox',
    ];
    const args = ['--headless=new', '--remote-debugging-pipe', `--user-data-dir=${folder}`, ...quiet, 'about:blank'];
    const child = spawn(CHROMIUM, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true });
    return new Chromium(child, folder);
  }

  /** A new window, apart from all others where it is to have cookies of its own. */
  async page(): Promise<BrowserPage> {
    const { targetId } = await this.ask<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.ask<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const page = new BrowserPage(this, sessionId, targetId);
    await page.begin();
    return page;
  }

  /** Ends it at once, as a power cut does; gives its profile. */
  async kill(): Promise<string> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.pid) process.kill(-this.child.pid, 'SIGKILL');
    await gone;
    return this.profile;
  }

  /** Ends it and takes its profile away. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  /** Asks by the protocol. */
  ask<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++this.last;
    (this.child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    return new Promise<T>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  /** Calls for each event that the browser tells. */
  listen(hear: (message: Message) => void): void {
    this.told.push(hear);
  }

  private hear(message: Message): void {
    const { id = -1, result, error } = message;
    const asked = this.waiting.get(id);
    this.waiting.delete(id);
    if (!asked) for (const hear of this.told) hear(message);
    else if (error) asked.reject(new Error(error.message));
    else asked.resolve(result as never);
  }
}

/** One window of a Chromium. */
export class BrowserPage {
  /** What scripts of the page threw, and what its policy kept from running. */
  readonly faults: string[] = [];

  constructor(
    private readonly browser: Chromium,
    private readonly sessionId: string,
    private readonly targetId: string,
  ) {}

  async begin(): Promise<void> {
    this.browser.listen(({ method, sessionId, params }) => {
      if (sessionId !== this.sessionId) return;
      if (method === 'Runtime.exceptionThrown' || (method === 'Log.entryAdded' && /policy|refused/i.test(JSON.stringify(params))))
        this.faults.push(JSON.stringify(params));
    });
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await this.ask(`${domain}.enable`);
  }

  /** Goes to an address and waits until the page is read. */
  async open(url: string): Promise<void> {
    await this.ask('Page.navigate', { url });
    await this.until(`location.href !== 'about:blank' && document.readyState === 'complete'`);
  }

  /** Shuts the window; what its page had under way is over. */
  async close(): Promise<void> {
    await this.browser.ask('Target.closeTarget', { targetId: this.targetId });
  }

  /** What an expression gives in the page; a promise is waited for. */
  async see<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.ask<{ result: { value: T }; exceptionDetails?: object }>('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return result.value;
  }

  /** Waits until an expression is true in the page; fails after so many ms, telling what the page says. */
  async until(expression: string, ms = 30_000): Promise<void> {
    for (const end = Date.now() + ms; ;) {
      const isTrue = await this.see<boolean>(`Boolean(${expression})`).catch(() => false); // between two pages there is none
      if (isTrue) return;
      if (Date.now() > end) throw new Error(`Never true: ${expression}\n${await this.see<string>('document.body.innerText')}`);
      await this.see(`new Promise((resolve) => setTimeout(resolve, 30))`).catch(() => undefined);
    }
  }

  /** Types into a field, after what stands in it, as keys do. */
  async type(selector: string, text: string): Promise<void> {
    await this.see(`document.querySelector(${JSON.stringify(selector)}).focus()`);
    await this.ask('Input.insertText', { text });
  }

  /** Presses what a selector names. */
  click(selector: string): Promise<unknown> {
    return this.see(`document.querySelector(${JSON.stringify(selector)}).click()`);
  }

  /** Presses the button with these words. */
  press(words: string): Promise<unknown> {
    return this.see(
      `[...document.querySelectorAll('button')].find((one) => one.textContent === ${JSON.stringify(words)}).click()`,
    );
  }

  /** Gives the window a session, as a sign-in would. */
  async signIn(url: string, token: string | null): Promise<void> {
    const name = 'colloquy_session';
    if (token === null) await this.ask('Network.deleteCookies', { name, url });
    else await this.ask('Network.setCookie', { name, value: token, url, httpOnly: true, sameSite: 'Lax' });
  }

  /** Takes the network away, or gives it back. */
  async offline(isOffline: boolean): Promise<void> {
    const none = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await this.ask('Network.emulateNetworkConditions', { offline: isOffline, ...none });
  }

  /** A picture of the whole page at a width, as a PNG. */
  async picture(width: number, more: object = {}): Promise<Buffer> {
    await this.ask('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false, ...more });
    const { data } = await this.ask<{ data: string }>('Page.captureScreenshot', { captureBeyondViewport: true });
    return Buffer.from(data, 'base64');
  }

  ask<T>(method: string, params: object = {}): Promise<T> {
    return this.browser.ask<T>(method, params, this.sessionId);
  }
}

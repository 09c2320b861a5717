import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type BrowserPage, Chromium, CHROMIUM } from '../support/chromium.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { type OpenRound, openRound } from '../support/stories.js';

const MINE = `query($id: ID!) { mySubmissions(roundId: $id) { comments { id revision body proposedText change attachments { fileName } } } }`;
interface Draft {
  id: string;
  revision: number;
  body: string;
  proposedText: string | null;
  change: string;
  attachments: { fileName: string }[];
}

interface AxNode {
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
}
const CONTROLS = new Set(['button', 'link', 'textbox', 'radio', 'checkbox', 'combobox', 'DisclosureTriangle']);

(CHROMIUM ? describe : describe.skip)('the comment form in a browser', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let author: Client;
  let round: OpenRound;
  let browser: Chromium;
  let page: BrowserPage;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    author = await platform.person('Ann Author');
    browser = await Chromium.start();
    page = await browser.page();
  });
  beforeEach(async () => {
    round = await openRound(organizer);
    await page.signIn(platform.url, author.token);
  });
  afterAll(async () => {
    await browser.stop();
    await platform.stop();
  });

  const form = (where = '?on=sec_2__para_1'): string => `${platform.url}/rounds/${round.reference}/comment/edit${where}`;
  const drafts = async (): Promise<Draft[]> =>
    (await author.get<{ mySubmissions: { comments: Draft[] }[] }>(MINE, { id: round.id })).mySubmissions.flatMap(
      ({ comments }) => comments,
    );
  const says = (words: string): Promise<void> =>
    page.until(`document.getElementById('saved').textContent.includes(${JSON.stringify(words)})`);
  const body = (): Promise<string> => page.see(`document.getElementById('body').value`);
  const isBack = (words: string): Promise<void> =>
    page.until(`document.getElementById('body')?.value === ${JSON.stringify(words)}`);
  /** Nothing is left on the device: the server has it all. */
  const confirmed = (): Promise<void> =>
    page.until(`!Object.keys(localStorage).some((name) => name.includes('${round.reference}'))`);

  it('saves as one types, one comment whatever is typed, and shows what a proposal changes', async () => {
    await page.open(form());
    await page.type('#body', 'A draft');
    await says('Saved');
    await page.type('#body', ' that goes on.');
    await page.press('Start from the present words');
    await page.type('#proposedText', ' Nor does anybody else.');
    await page.until(`document.querySelector('#diff ins')?.textContent === ' Nor does anybody else.'`);
    await confirmed();
    const proposedText = 'No party uses a capability first. Nor does anybody else.';
    expect(await drafts()).toMatchObject([{ body: 'A draft that goes on.', proposedText, change: 'MODIFY' }]);
    expect(await page.see('location.search')).toBe(`?id=${(await drafts())[0]?.id}`);
    expect(page.faults).toEqual([]);
  });

  it('loses nothing when the browser is killed: what was saved is on every other device', async () => {
    await page.open(form());
    await page.type('#body', 'Typed, and then the power went.');
    await says('Saved');
    const where = form(`?id=${(await drafts())[0]?.id}`);
    await browser.stop();
    browser = await Chromium.start();
    page = await browser.page();
    await page.signIn(platform.url, author.token);
    await page.open(where);
    expect(await body()).toBe('Typed, and then the power went.');
  });

  it('keeps on the device what a lost network held back, and saves it once there is one', async () => {
    await page.open(form());
    await page.offline(true);
    await page.type('#body', 'Written in a tunnel.');
    await says('There is no connection.');
    expect(await drafts()).toEqual([]);
    await page.offline(false);
    await confirmed();
    expect(await drafts()).toMatchObject([{ body: 'Written in a tunnel.' }]);
  });

  it('says so where the session has ended, and offers the words where the form is opened after the sign-in', async () => {
    await page.open(form());
    await page.signIn(platform.url, null);
    await page.type('#body', 'Written without a session.');
    await says('You are signed out. Your words are kept on this device.');
    expect(await page.see(`new URL(document.querySelector('#saved a').href).pathname`)).toBe('/sign-in');
    await page.close();
    page = await browser.page();
    await page.signIn(platform.url, author.token);
    await page.open(form());
    expect([await body(), await drafts()]).toEqual(['', []]);
    await page.press('Put them back');
    await isBack('Written without a session.');
    await confirmed();
    expect(await drafts()).toMatchObject([{ body: 'Written without a session.' }]);
  });

  it('goes on saving a draft of a round that closes meanwhile, and keeps on the device what begins after that', async () => {
    await page.open(form());
    await page.type('#body', 'Begun in time');
    await says('Saved');
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    await page.type('#body', ', ended late.');
    await says('The round takes no comments now; your draft is kept.');
    expect(await drafts()).toMatchObject([{ body: 'Begun in time, ended late.' }]);
    round = await openRound(organizer);
    await page.open(form());
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    await page.type('#body', 'Too late.');
    await says('Not saved yet, but kept on this device: The round is closed');
    await page.open(form('?on=sec_2__para_1&again'));
    await page.press('Put them back');
    await isBack('Too late.');
  });

  it('puts nobody’s words in the place of another’s unasked', async () => {
    await page.open(form());
    await page.type('#body', 'Mine');
    await says('Saved');
    const [draft] = await drafts();
    const { mySubmissions } = await author.get<{ mySubmissions: { id: string }[] }>(
      `{ mySubmissions(roundId: "${round.id}") { id } }`,
    );
    const theirs = { type: 'GENERAL', body: 'Theirs.' };
    await author.call(
      'saveComment',
      { submissionId: mySubmissions[0]?.id, commentId: draft?.id, comment: theirs },
      'comment { id }',
    );
    await page.type('#body', ' still.');
    await says('Somebody changed this meanwhile');
    expect(await drafts()).toMatchObject([{ body: 'Theirs.' }]);
    await page.press('Put mine in their place');
    await confirmed();
    expect(await drafts()).toMatchObject([{ body: 'Mine still.' }]);
  });

  it('names every control to who hears the page, and stays within 320 px, in Arabic too', async () => {
    await page.ask('Emulation.setDeviceMetricsOverride', { width: 320, height: 640, deviceScaleFactor: 1, mobile: true });
    await page.open(form());
    await page.type('#body', 'لا يستخدم أي طرف قدرة أولا.');
    await confirmed();
    for (const path of ['comment', 'text', `comment/edit?id=${(await drafts())[0]?.id}`]) {
      await page.open(`${platform.url}/rounds/${round.reference}/${path}`);
      const { nodes } = await page.ask<{ nodes: AxNode[] }>('Accessibility.getFullAXTree');
      const controls = nodes.filter((node) => !node.ignored && CONTROLS.has(node.role?.value ?? ''));
      expect(controls.length).toBeGreaterThan(5);
      expect(controls.filter(({ name }) => !name?.value)).toEqual([]);
      expect([path, await page.see('document.documentElement.scrollWidth')]).toEqual([path, 320]);
    }
    expect(await page.see(`getComputedStyle(document.getElementById('body')).direction`)).toBe('rtl');
    await page.ask('Emulation.clearDeviceMetricsOverride');
  });

  it('quotes the selected words, takes files, and goes on to all comments by its button', async () => {
    await page.open(form());
    await page.see(
      `(() => { const words = document.getElementById('text').firstChild; getSelection().setBaseAndExtent(words, 14, words, 26); })()`,
    );
    await page.until(
      `[...document.querySelectorAll('button')].some((one) => one.textContent.includes('selected words') && !one.hidden)`,
    );
    await page.press('Comment on the selected words');
    expect(await page.see(`document.getElementById('exact').value`)).toBe('a capability');
    await page.see(`(() => { const all = new DataTransfer(); all.items.add(new File(['Read this.'], 'note.txt'));
      const field = document.getElementById('files'); field.files = all.files; field.dispatchEvent(new Event('change', { bubbles: true })); })()`);
    await page.until(`document.getElementById('kept-files').textContent.includes('note.txt')`);
    await page.type('#body', 'With a file.');
    await page.press('Save draft');
    await page.until(`location.pathname.endsWith('/comment') && document.body.innerText.includes('Saved as a draft.')`);
    expect(await drafts()).toMatchObject([{ body: 'With a file.', attachments: [{ fileName: 'note.txt' }] }]);
    expect(page.faults).toEqual([]);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserPage } from '../support/chromium.js';
import { Chromium, CHROMIUM } from '../support/chromium.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { type OpenRound, openRound } from '../support/stories.js';

const MINE = `query($id: ID!) { mySubmissions(roundId: $id) { id status comments { body proposedText change } } }`;
type Mine = {
  mySubmissions: { id: string; status: string; comments: { body: string; proposedText: string | null; change: string }[] }[];
};

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
  afterEach(() => expect(page.faults).toEqual([]));
  afterAll(async () => {
    await browser.stop();
    await platform.stop();
  });

  const form = (where = '?on=sec_2__para_1'): string => `${platform.url}/rounds/${round.reference}/comment/edit${where}`;
  const drafts = async (): Promise<string[]> =>
    (await author.get<Mine>(MINE, { id: round.id })).mySubmissions.flatMap(({ comments }) => comments.map(({ body }) => body));
  const says = (words: string): Promise<void> =>
    page.until(`document.getElementById('saved').textContent.includes(${JSON.stringify(words)})`);

  it('saves as one types, once for each comment, and shows what a proposal changes', async () => {
    round = await openRound(organizer);
    await page.signIn(platform.url, author.token);
    await page.open(form());
    await page.type('#body', 'A draft');
    await says('Saved');
    await page.type('#body', ' that goes on.');
    await page.press('Start from the present words');
    await page.type('#proposedText', ' Nor does anybody else.');
    await page.until(`document.querySelector('#diff ins')?.textContent.includes('Nor does anybody else.')`);
    await page.until(
      `document.getElementById('revision')?.value !== '1' && document.querySelector('[name=change]:checked').value === 'MODIFY'`,
    );
    for (const end = Date.now() + 20_000; (await drafts())[0] !== 'A draft that goes on.' && Date.now() < end;);
    expect(await drafts()).toEqual(['A draft that goes on.']);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DeskHere, openDesk } from './cluster-desk.js';
import { ClusterBatch, type HandDecision, LOOSE } from './cluster.rules.js';

/** The rule as domain.md says it, written as plainly as can be, to hold the quick code against. */
const words = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
function shingles(text: string): Set<string> {
  const list = words(text);
  if (list.length < 3) return new Set(list.length > 0 ? [list.join(' ')] : []);
  return new Set(list.slice(2).map((_, i) => list.slice(i, i + 3).join(' ')));
}
function jaccard(a: Set<string>, b: Set<string>): number {
  const shared = [...a].filter((shingle) => b.has(shingle)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
/** For each text the first text of its group, by single link. */
function plainClosure(texts: string[]): number[] {
  const sets = texts.map(shingles);
  const label = texts.map((_, i) => i);
  const join = (a: number, b: number): void =>
    label.forEach((own, k) => void (own === Math.max(a, b) && (label[k] = Math.min(a, b))));
  for (const [i, set] of sets.entries()) {
    for (const [j, other] of sets.slice(0, i).entries()) {
      if (jaccard(set, other) >= 0.6) join(label[i] as number, label[j] as number);
    }
  }
  return label;
}

function founders(
  texts: string[],
  draft: string[] = [],
  decisions: HandDecision[] = [],
  order = texts.map((_, i) => i),
): number[] {
  const batch = new ClusterBatch(draft);
  for (const i of order) batch.add(i, texts[i] as string);
  const found = new Map(batch.cluster(decisions).map(({ comment, founder }) => [comment, founder]));
  return texts.map((_, i) => found.get(i) ?? i);
}

const WORDS = 'we oppose this draft because hospitals suppliers and small states need notice before any measure is taken'.split(
  ' ',
);
/** Letters of one line without stops, so that the first pass alone decides, and their edits. */
const someTexts = fc
  .array(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 5 })
  .chain((letters) =>
    fc.array(fc.tuple(fc.constantFrom(...letters), fc.array(fc.tuple(fc.nat(40), fc.constantFrom(...WORDS)), { maxLength: 5 })), {
      minLength: 1,
      maxLength: 30,
    }),
  )
  .map((variants) =>
    variants.map(([letter, edits]) => {
      const copy = [...letter];
      for (const [at, word] of edits) copy.splice(at % copy.length, at % 2, word);
      return copy.join(' ');
    }),
  );

const LETTER = [
  'Hospitals cannot tell one incident from another within four hours.',
  'Suppliers abroad have duties of their own and answer to other courts.',
  'Small states will not be able to staff a desk for this around the clock.',
  'The draft should name who pays for the exercises that it asks for.',
  'We therefore ask you to withdraw the second part of the provision.',
].join(' ');
const OWN = 'I run the night shift of a clinic with nine beds and have seen what an outage does to people there.';

describe('clusters', () => {
  it('are what single link over exact Jaccard similarities gives', () => {
    fc.assert(
      fc.property(someTexts, (texts) => expect(founders(texts)).toEqual(plainClosure(texts))),
      { numRuns: 400 },
    );
  });

  it('do not depend on the order of arrival', () => {
    const shuffled = someTexts.chain((texts) =>
      fc.tuple(
        fc.constant(texts),
        fc.shuffledSubarray(
          texts.map((_, i) => i),
          { minLength: texts.length },
        ),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([texts, order]) => expect(founders(texts, [], [], order)).toEqual(founders(texts))),
      { numRuns: 200 },
    );
  });

  it('see through capitals, punctuation, width and soft hyphens', () => {
    const plain = 'No state should be the first to use it';
    const dressed = '“NO state, should be—the ﬁrst to use ｉｔ!”'.replace('should', 'sho\u00aduld');
    expect(founders([plain, dressed])).toEqual([0, 0]);
  });

  it('cut Chinese, Japanese and Thai into words', () => {
    const zh = '各国不得首先使用这种能力，也不得协助他国使用。';
    expect(founders([zh, zh.replace('，', ' '), '医院需要更多时间来报告事件。'])).toEqual([0, 0, 2]);
  });

  it('join the same short text, and nothing that has no words', () => {
    expect(founders(['Agreed.', 'agreed', 'Agreed indeed', '…', '…', ''])).toEqual([0, 0, 2, 3, 4, 5]);
  });

  it('mark what is loosely linked, and name the comment that is most like all the others', () => {
    const batch = new ClusterBatch();
    [`${LETTER} Thank you.`, LETTER, LETTER, `${OWN} ${LETTER}`].forEach((text, i) => batch.add(i, text));
    const memberships = batch.cluster();
    const top = memberships.reduce((a, b) => (b.typicality > a.typicality ? b : a));
    expect(top).toMatchObject({ comment: 1, similarity: 1 });
    expect(memberships.map(({ similarity }) => similarity > 0.6)).toEqual([true, true, true, true]);
  });

  it('join a chain whose ends are not alike, and mark who is far from the comment that stands for all', () => {
    const words = Array.from({ length: 80 }, (_, i) => `word${i}`);
    const chain = [0, 10, 20, 30].map((from) => words.slice(from, from + 50).join(' '));
    const like = (a: number, b: number): number => jaccard(shingles(chain[a] ?? ''), shingles(chain[b] ?? ''));
    expect([like(0, 1) >= 0.6, like(1, 2) >= 0.6, like(2, 3) >= 0.6, like(0, 2) < 0.6]).toEqual([true, true, true, true]);
    const batch = new ClusterBatch();
    chain.forEach((text, i) => void batch.add(i, text));
    const memberships = batch.cluster();
    expect(memberships.map(({ founder }) => founder)).toEqual([0, 0, 0, 0]);
    expect(memberships.map(({ similarity }) => similarity)).toEqual([0, 1, 2, 3].map((i) => expect.closeTo(like(1, i), 6)));
    expect(memberships.map(({ similarity }) => similarity < LOOSE)).toEqual([false, false, false, true]);
  });

  it('are the same where a thread of its own groups them, as for a large round; what fails there fails here', async () => {
    const texts = fc.sample(fc.tuple(someTexts, someTexts, someTexts), { numRuns: 20, seed: 5 }).flat(2);
    const comments = [LETTER, LETTER, LETTER, LETTER, LETTER, OWN, `${OWN} ${LETTER}`, ...texts].map((text, number) => ({
      number,
      text,
    }));
    const decisions: HandDecision[] = [{ kind: 'MERGE', comments: [0, 5] }];
    const [here, thread] = [new DeskHere([OWN]), openDesk([OWN], 100_000)];
    try {
      expect(thread).not.toBeInstanceOf(DeskHere);
      for (const desk of [here, thread]) for (const page of [comments.slice(0, 200), comments.slice(200)]) await desk.add(page);
      const memberships = await here.cluster(decisions);
      expect(memberships.length).toBeGreaterThan(20);
      expect(await thread.cluster(decisions)).toEqual(memberships);
      const members = memberships.map(({ comment, founder }) => ({
        number: comment,
        text: comments[comment]?.text ?? '',
        founder,
      }));
      expect(await thread.ownWords(members)).toEqual(await here.ownWords(members));
      await expect(thread.add([{ number: 1, text: null as never }])).rejects.toThrow(/null/);
    } finally {
      await thread.close();
    }
    await expect(thread.cluster([])).rejects.toThrow(/has ended/);
  });

  const sentences = LETTER.split(/(?<=\.) /);
  const half = `${sentences.slice(0, 2).join(' ')} ${OWN} ${OWN.replace('night', 'day').replace('nine', 'forty')} We fear the worst.`;

  it('take in a comment that shares a campaign’s passages, and keep its own words apart', () => {
    const texts = [LETTER, LETTER, LETTER, LETTER, LETTER, half, OWN];
    expect(founders(texts)).toEqual([0, 0, 0, 0, 0, 0, 6]);
    const batch = new ClusterBatch();
    texts.forEach((text, i) => batch.add(i, text));
    batch.cluster();
    expect(batch.ownWords(0, `Dear all, ${LETTER}`)).toEqual(['Dear all']);
    expect(batch.ownWords(0, LETTER)).toEqual([]);
    expect(batch.ownWords(0, half).join(' ')).toContain('I run the night shift of a clinic with nine beds');
  });

  it('need a campaign for that: four letters are none', () => {
    expect(founders([LETTER, LETTER, LETTER, LETTER, half])).toEqual([0, 0, 0, 0, 4]);
  });

  it('do not count what is quoted of the draft', () => {
    const [for_, against] = [`${LETTER} I am all for it.`, `${LETTER} This must never come to pass, says my village.`];
    expect(founders([for_, against])).toEqual([0, 0]);
    expect(founders([for_, against], [LETTER])).toEqual([0, 1]);
    expect(founders([LETTER, LETTER], [LETTER])).toEqual([0, 0]); // the same words are the same words
  });

  it('respect what people decided, and go on growing', () => {
    const texts = [LETTER, LETTER, `${LETTER} So be it.`, OWN, OWN, OWN];
    const remove: HandDecision = { kind: 'REMOVE', comments: [1] };
    expect(founders(texts, [], [remove])).toEqual([0, 1, 0, 3, 3, 3]);
    expect(founders(texts, [], [{ kind: 'MERGE', comments: [0, 3] }])).toEqual([0, 0, 0, 0, 0, 0]);
    expect(founders(texts, [], [remove, { kind: 'MERGE', comments: [2, 4] }])).toEqual([0, 1, 0, 0, 0, 0]);
  });
});

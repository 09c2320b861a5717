import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { readDraft } from './draft.reader.js';
import { DraftRefusal } from './draft.types.js';

const RUNS = Number(process.env['HOSTILE_DRAFTS'] ?? 500);
const MB = 1024 * 1024;

/** Pieces of every form that is read, which a draft put together from them may break at any place. */
const PIECES = [
  '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">',
  '<doc name="a">',
  '<mainBody>',
  '</mainBody>',
  '</doc>',
  '</akomaNtoso>',
  '<section eId="a">',
  '</section>',
  '<p>',
  '</p>',
  '<num>1</num>',
  '<!DOCTYPE a>',
  '&x;',
  '<![CDATA[',
  ']]>',
  '<?xml version="1.0"?>',
  '<!--',
  '-->',
  '<!-- norm locale="en" -->\n\n',
  '<!-- provision eId="a" kind="OTHER" -->\n\n',
  '<!-- provision eId="%" -->\n\n',
  '**1**&#32;',
  '# ',
  '\n\n',
  '\n',
  '* ',
  '1. ',
  '> ',
  '| a | b |\n|---|---|\n',
  '[',
  '](x)',
  '(a) ',
  '(i) ',
  '1.1 ',
  'Article 2 ',
  '{: x}',
  '```\n',
  '\u0000',
  '\ufeff',
  'المادة',
  '各方',
  '😀',
  'PK\u0003\u0004',
  '\\',
  '&#0;',
  '  ',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8 })), { maxLength: 30 })
  .map((parts) => Buffer.from(parts.join('')));
const hostile = fc.oneof(
  { arbitrary: text, weight: 6 },
  { arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)), weight: 1 },
  {
    arbitrary: fc
      .uint8Array({ maxLength: 200 })
      .map((bytes) =>
        Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateRawSync(bytes), Buffer.from('PK\u0005\u0006'), Buffer.from(bytes)]),
      ),
    weight: 1,
  },
  { arbitrary: text.map((bytes) => Buffer.from(bytes.toString(), 'utf16le')), weight: 1 },
);

const outcomeOf = async (bytes: Buffer): Promise<unknown> => readDraft(bytes).catch((error: unknown) => error);

describe('drafts of any form', () => {
  it('are read into a tree, or refused in words, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (bytes) => {
        const outcome = await outcomeOf(bytes);
        if (outcome instanceof DraftRefusal) return expect(outcome.message.length).toBeGreaterThan(15);
        if (outcome instanceof Error) throw outcome;
        const { provisions } = outcome as Awaited<ReturnType<typeof readDraft>>;
        const seen = new Set<string>();
        for (const { eId, parentEId } of provisions) {
          expect(seen.has(eId)).toBe(false);
          expect(parentEId === null || seen.has(parentEId)).toBe(true);
          seen.add(eId);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it.each<[string, () => Buffer, RegExp]>([
    ['a Markdown file of 10 MB of brackets', () => Buffer.from(`# ${'['.repeat(10 * MB - 3)}`), /brackets/],
    ['10 MB of brackets and nothing else', () => Buffer.from('['.repeat(10 * MB - 3)), /characters|brackets/],
    ['10 MB of short paragraphs', () => Buffer.from('# a\n\n' + 'a\n\n'.repeat(3 * MB)), /provisions/],
    ['10 MB of numbered lines', () => Buffer.from('1. a\n'.repeat(2 * MB)), /provisions/],
    ['10 MB of quotes in quotes', () => Buffer.from('# a\n' + '>'.repeat(10 * MB - 10)), /deep|characters/],
    ['10 MB of one word', () => Buffer.from(`# a\n\n${'a'.repeat(10 * MB - 10)}`), /characters/],
    ['100,000-deep XML', () => Buffer.from(`<?xml version="1.0"?>${'<a>'.repeat(100_000)}`), /deep/],
    ['10 MB of XML elements', () => Buffer.from(`<?xml version="1.0"?><a>${'<b/>'.repeat(2.5 * MB)}</a>`), /elements/],
    [
      '10 MB of attributes',
      () => Buffer.from(`<?xml version="1.0"?><a ${Array.from({ length: 600_000 }, (_, i) => `a${i}=""`).join(' ')}/>`),
      /./,
    ],
    [
      'an entity bomb',
      () =>
        Buffer.from(
          `<!DOCTYPE a [${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`).join('')}]><a>&a30;</a>`,
        ),
      /document type/,
    ],
    ['UTF-16 without its mark', () => Buffer.from('# Article 1\n\nText.', 'utf16le'), /UTF-16/],
    ['10 MB of bytes that are no text', () => Buffer.alloc(10 * MB, 0xc3), /UTF-8/],
  ])('%s is refused within 2 s of work', async (_what, make, reason) => {
    const bytes = make();
    const started = process.cpuUsage();
    const outcome = await outcomeOf(bytes);
    const { user, system } = process.cpuUsage(started); // not the clock: other work on the machine does not count
    expect(outcome).toBeInstanceOf(DraftRefusal);
    expect((outcome as Error).message).toMatch(reason);
    expect((user + system) / 1000).toBeLessThan(2000);
  });
});

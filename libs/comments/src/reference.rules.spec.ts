import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readMarkdown } from '#norms/markdown.reader.js';
import { otherDocument, type Referable, resolveReference } from './reference.rules.js';

const DEMO = 'apps/cli/demo/nist-sp800-63b';

/** Where each real reference leads, from reading the draft beside the comment; null: nowhere in particular. */
const READ: Readonly<Record<string, string | null>> = {
  19: 'sec_5-1-3',
  271: null, // "Section  - Biometrics"
  324: 'sec_5-1-1',
  353: 'sec_5-2-3',
  515: 'sec_5-1-1',
  526: 'app_A-2',
  539: null, // Appendix A, A.3, A.4 and A.5
  542: 'sec_3',
  634: null, // "Sections 4.x.3 (3 times)"
  850: 'sec_5-1', // 5.1 has no paragraph of its own
  851: 'sec_5-1-3-2__para_2', // the note on PSTN
  854: 'sec_5-2-3__para_1',
  856: 'sec_5-2-3__para_2',
  869: 'sec_10-2-1', // its third paragraph is not the one that the comment quotes: labels stand between them
  965: 'sec_4-2-3',
  980: 'sec_5-1-3-2__para_2',
  1028: null, // a table
  1063: 'sec_5-1-3-2',
  1223: 'sec_3',
  1230: 'sec_4-1-3',
  1232: 'sec_4-2-3',
  1235: 'sec_4-3-3',
  1239: 'sec_5',
  1241: 'sec_5-1-1-1',
  1245: 'sec_5-2-3__para_1',
  1262: 'sec_5-1-3-2__para_2',
  1318: 'sec_5-1-3-2',
  1378: null, // 4.1.1, 4.2.1 and 4.3.1
  1401: 'sec_10-2',
  1407: 'sec_5-1-1-2__para_8', // composition rules
  1561: 'sec_5-1-1-2', // several paragraphs of it
  1579: 'sec_5-2-3__para_7', // the note on PAD
  1614: 'sec_5-1-3-2__para_2',
  1933: 'sec_4-2-3',
};

describe('a reference as people write it', () => {
  let provisions: Referable[];
  const rows = parse(readFileSync(`${DEMO}/comments.csv`), { columns: true }) as { issue: string; reference: string }[];

  beforeAll(() => {
    provisions = readMarkdown(readFileSync(`${DEMO}/draft-2017-01-30.md`, 'utf8')).provisions;
  });

  it.each(rows)('of comment $issue: $reference', ({ issue, reference }) => {
    const expected = READ[issue];
    const resolved = resolveReference(reference, provisions);
    if (expected === null) expect(resolved).toEqual({ reason: expect.any(String) });
    else expect(resolved).toEqual({ eId: expected });
  });

  it.each([
    '',
    '  ',
    '[blank]',
    'General Comment,',
    'Line 417-422',
    'Figure 4-2, 1',
    'page 8',
    '99.1',
    'Throughout Sections 4 and 5',
  ])('that names no clause, or several, says so: %j', (reference) =>
    expect(resolveReference(reference, provisions)).toEqual({ reason: expect.any(String) }),
  );
});

describe('the document that a row names', () => {
  const names = ['NIST SP 800-63B, Digital Identity', 'sp-800-63b'];
  it.each(['', 'General', '63B', '63b', '800-63B', 'SP 800-63B', 'this draft'])('%j is this one, or none', (cell) =>
    expect(otherDocument(cell, names)).toBeNull(),
  );
  it.each(['63A', '800-63-3', '3B', '800-63-3, 800-63B', 'ISO 27001', '63'])('%j is another', (cell) =>
    expect(otherDocument(cell, names)).toContain(cell),
  );
  it('of a draft without a number is told by no number', () => {
    expect(otherDocument('Annex to the norm', ['A norm for all', 'a-norm-for-all'])).toBeNull();
    expect(otherDocument('ISO 27001', ['A norm for all', 'a-norm-for-all'])).toContain('ISO 27001');
  });
});

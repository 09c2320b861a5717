import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DraftRefusal } from './draft.types.js';
import { readMarkdown, readPlainText } from './markdown.reader.js';
import type { ProvisionDraft } from './provision.types.js';

const DEMO = 'apps/cli/demo';
const eIds = (provisions: ProvisionDraft[]): string[] => provisions.map(({ eId }) => eId);
const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

function counted(list: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The visible words of Markdown, by another road than the reader's: everything that is markup is struck out. */
const visibleWords = (source: string): string[] =>
  words(
    source
      .replace(/<!--[\s\S]*?-->/g, ' ')
      .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\]\((?:[^()]|\([^)]*\))*\)/g, '] ')
      .replace(/&[a-z]+;|&#\d+;/gi, ' ')
      .replace(/^\s*\d+\.\s/gm, ' '),
  );

describe('the reader of Markdown drafts', () => {
  it('makes a tree of sections, paragraphs and points, with eIds by the naming convention', () => {
    const { provisions } = readMarkdown(
      '# 1. Scope\n\nFirst.\n\nIt covers:\n\n* this\n* that\n\n## 1.1. More\n\nText.\n\n# Appendix A: Extra\n\n(a) lost?\n',
    );
    expect(eIds(provisions)).toEqual([
      'sec_1',
      'sec_1__para_1',
      'sec_1__para_2',
      'sec_1__para_2__point_1',
      'sec_1__para_2__point_2',
      'sec_1-1',
      'sec_1-1__para_1',
      'app_A',
      'app_A__para_1',
    ]);
    expect(provisions[5]).toMatchObject({ parentEId: 'sec_1', number: '1.1', heading: 'More' });
  });

  it('takes a table row with a number of its own for a provision of that number', () => {
    const table =
      '## V1.1 Design\n\n| # | Description | L1 |\n|---|---|---|\n| **1.1.1** | Verify this. | ✓ |\n| no | number | |\n';
    const { provisions } = readMarkdown(`# V1 Architecture\n\n${table}`);
    expect(eIds(provisions)).toEqual(['sec_V1', 'sec_V1-1', 'sec_V1-1__para_1', 'sec_1-1-1', 'sec_V1-1__para_2']);
    expect(provisions[3]).toMatchObject({ parentEId: 'sec_V1-1', number: '1.1.1', text: 'Verify this. | ✓' });
  });

  it('takes numbered lists below an article for its paragraphs, and lettered lines for points', () => {
    const { provisions } = readMarkdown(
      '## Article 3 – Prohibitions\n\n1. No Party shall use:\n\n(a) one;\n\n(b) two.\n\n2. Nor this.\n',
    );
    expect(eIds(provisions)).toEqual([
      'art_3',
      'art_3__para_1',
      'art_3__para_1__point_a',
      'art_3__para_1__point_b',
      'art_3__para_2',
    ]);
    expect(provisions[0]).toMatchObject({ number: 'Article 3', heading: 'Prohibitions' });
  });

  it.each(['draft-2017-01-30.md', 'final-2017-06-23.md'])('loses no visible word of the real draft %s', (file) => {
    const source = readFileSync(`${DEMO}/nist-sp800-63b/${file}`, 'utf8');
    const { provisions } = readMarkdown(source);
    const read = counted(
      words(provisions.map(({ number, heading, text }) => `${number ?? ''} ${heading ?? ''} ${text}`).join('\n')),
    );
    const lost = [...counted(visibleWords(source))].filter(([word, times]) => (read.get(word) ?? 0) < times);
    expect(lost.filter(([word]) => !/^\d+$/.test(word))).toEqual([]);
  });

  it('gives each eId once, and every parent before its children', () => {
    const { provisions } = readMarkdown(readFileSync(`${DEMO}/nist-sp800-63b/draft-2017-01-30.md`, 'utf8'));
    const seen = new Set<string>();
    for (const { eId, parentEId } of provisions) {
      expect(seen.has(eId)).toBe(false);
      expect(parentEId === null || seen.has(parentEId)).toBe(true);
      seen.add(eId);
    }
  });

  it('tells what it leaves out, with the lines', () => {
    expect(readMarkdown('# 1 A\n\nText ![x](y.png)\n\n<!-- note -->\n').warnings).toEqual([
      'Pictures left out: line 3.',
      'HTML comments left out: line 5.',
    ]);
  });

  const refusalOf = (source: string): unknown => {
    try {
      return readMarkdown(source);
    } catch (error) {
      return error;
    }
  };

  it.each([
    ['', 'empty'],
    ['   \n', 'empty'],
    ['---\na: b\n---\n', 'No provision'],
    ['a\u0000b', 'NUL'],
    ['['.repeat(10 * 1024 * 1024 - 1), 'brackets'],
    ['x'.repeat(10 * 1024 * 1024 + 1), '10 MB'],
    ['> '.repeat(100_000) + 'x', 'characters|deep'],
  ])('refuses what cannot be a draft, quickly and in words: case %#', (source, reason) => {
    const started = process.cpuUsage();
    const refusal = refusalOf(source);
    const { user, system } = process.cpuUsage(started); // not the clock: other work on the machine does not count
    expect(refusal).toBeInstanceOf(DraftRefusal);
    expect(String(refusal)).toMatch(new RegExp(reason));
    expect((user + system) / 1000).toBeLessThan(2000);
  });

  it('never fails in any other way, whatever it is given', () => {
    const piece = fc.constantFrom(
      '# ',
      '## 1.1 ',
      '* ',
      '1. ',
      '> ',
      '```',
      '<table><tr><td>',
      '</td>',
      '[a](b)',
      '![',
      '\n',
      '\n\n',
      '  ',
      '| a | b |\n|---|---|\n',
      '**b**',
      '(a) ',
      'word ',
      '{: x}',
      '&#0;',
      '<!--',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        for (const read of [readMarkdown, readPlainText]) {
          try {
            read(pieces.join(''));
          } catch (error) {
            expect(error).toBeInstanceOf(DraftRefusal);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the reader of plain text', () => {
  it('reads typed numbers', () => {
    const { provisions } = readPlainText(
      '1 Scope\n\n1.1 This agreement applies to all Parties, at all times and everywhere.\n\nArticle 2 Definitions\n\n(a) alone\n',
    );
    expect(eIds(provisions)).toEqual(['sec_1', 'sec_1__para_1-1', 'art_2', 'art_2__para_a']);
  });

  it('begins a provision at each line with a typed number, and joins the lines of a paragraph', () => {
    const { provisions } = readPlainText('Norms\nof States\n\n(a) first\nline;\n(b) second:\n(i) deep;\n(c) third.\n');
    expect(provisions.map(({ number, text }) => `${number ?? '-'} ${text}`)).toEqual([
      '- Norms of States',
      '(a) first line;',
      '(b) second:',
      '(i) deep;',
      '(c) third.',
    ]);
    expect(provisions[3]?.parentEId).toBe(provisions[2]?.eId);
  });
});

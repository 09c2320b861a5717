import type MarkdownIt from 'markdown-it';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

/** What a reader leaves out, by kind and line, so that nothing is dropped in silence. */
export class Leavings {
  private readonly lines = new Map<string, Set<number>>();

  /** Something of this kind was left out in that line, counted from 0. */
  add(what: string, line: number | undefined): void {
    this.tell(`${what} left out`, line);
  }

  /** Something is to be told of that line, counted from 0. */
  tell(what: string, line: number | undefined): void {
    const lines = this.lines.get(what) ?? new Set();
    this.lines.set(what, lines.add((line ?? 0) + 1));
  }

  warnings(): string[] {
    return [...this.lines].map(([what, lines]) => `${what}: line${lines.size > 1 ? 's' : ''} ${shortList([...lines])}.`);
  }
}

const MOST_LINES = 50;
const shortList = (lines: number[]): string =>
  lines.slice(0, MOST_LINES).join(', ') + (lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : '');

/** The visible words of an inline token: emphasis, links and HTML tags give way to their text. */
export function inlineText(token: Token, leavings: Leavings): string {
  const line = token.map?.[0];
  const parts = (token.children ?? []).map((child) => {
    if (child.type === 'softbreak') return ' ';
    if (child.type === 'hardbreak') return '\n';
    if (child.type === 'image') return leave(leavings, 'Pictures', line);
    if (child.type === 'html_inline') return tagText(child.content, leavings, line);
    return child.type === 'text' || child.type === 'code_inline' || child.type === 'text_special' ? child.content : '';
  });
  return tidy(parts.join(''));
}

/** The texts of an HTML block, one for each cell, paragraph, list item or line that it lays out. */
export function htmlText(token: Token, leavings: Leavings): string[] {
  const line = token.map?.[0];
  const text = token.content
    .replace(/<!--[\s\S]*?-->/g, () => leave(leavings, 'HTML comments', line))
    .replace(/<img\b[^>]*>/gi, () => leave(leavings, 'Pictures', line))
    .replace(/<\/?(?:td|th|tr|p|li|ul|ol|div|h[1-6]|table|br|blockquote)\b[^>]*>/gi, '\u0001')
    .replace(/<\/?[a-z][^>]*>/gi, '');
  return unescape(text)
    .split('\u0001')
    .map((part) => tidy(part.replace(/\s+/g, ' ').replace(/\[(\[?[^\]]*\]?)\]\([^)]*\)/g, '$1')))
    .filter(Boolean);
}

function tagText(tag: string, leavings: Leavings, line: number | undefined): string {
  if (/^<br\b/i.test(tag)) return '\n';
  if (/^<img\b/i.test(tag)) return leave(leavings, 'Pictures', line);
  return tag.startsWith('<!--') ? leave(leavings, 'HTML comments', line) : '';
}

function leave(leavings: Leavings, what: string, line: number | undefined): '' {
  leavings.add(what, line);
  return '';
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
};

/** Character references of HTML: the named ones that drafts have, and all numbered ones. */
const unescape = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const tidy = (text: string): string =>
  text
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

import type MarkdownIt from 'markdown-it';
import { DraftRefusal } from './draft.types.js';
import { PROVISION_KINDS } from './kind.rules.js';
import { Leavings } from './markdown.text.js';
import type { DraftReading, ProvisionDraft } from './provision.types.js';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

const NORM = /^<!-- norm( [^>]*)? -->/;
const PROVISION = /^<!-- provision( [^>]*) -->\s*$/;
const EID = /^[^\s/]{1,255}$/u;

/** Whether Markdown is a version that was exported: it then says itself where each provision begins. */
export const isMarked = (text: string): boolean => NORM.test(text.trimStart());

/** Reads Markdown that was exported: each provision as the comment before it says, its words as they are. */
export function readMarked(text: string, tokens: readonly Token[]): DraftReading {
  const walk = new MarkedWalk();
  tokens.forEach((token, i) => walk.block(token, tokens[i - 1]));
  const provisions = walk.read();
  const locale = attributesOf(NORM.exec(text.trimStart())?.[1] ?? '')['locale'];
  return { provisions, warnings: walk.leavings.warnings(), ...(locale ? { locale } : {}) };
}

interface Reading {
  draft: ProvisionDraft;
  paragraphs: string[];
  isRemoved: boolean;
}

class MarkedWalk {
  readonly leavings = new Leavings();
  private readonly all: Reading[] = [];
  private readonly eIds = new Set<string>();

  read(): ProvisionDraft[] {
    const kept = this.all.filter(({ isRemoved }) => !isRemoved);
    if (kept.length === 0) throw new DraftRefusal('No provision was found: no comment says where one begins.');
    return kept.map(({ draft, paragraphs }) => ({ ...draft, text: paragraphs.join('\n\n') }));
  }

  block(token: Token, before: Token | undefined): void {
    const line = token.map?.[0] ?? 0;
    const place = token.type === 'html_block' ? PROVISION.exec(token.content) : null;
    if (place) this.begin(attributesOf(place[1] ?? ''), line);
    else if (token.type === 'inline') this.inline(token, before?.type === 'heading_open', line);
    else if (token.type === 'fence' || token.type === 'code_block') this.add(token.content.trimEnd(), line);
    else if (token.type === 'html_block' && !NORM.test(token.content)) this.leavings.add('HTML', line);
  }

  private begin(place: Readonly<Record<string, string>>, line: number): void {
    const { eId = '', parent = null, removed } = place;
    const kind = PROVISION_KINDS.find((known) => known === place['kind']);
    if (!EID.test(eId) || !kind) throw new DraftRefusal('A comment that begins a provision needs an eId and a kind.', line + 1);
    if (this.eIds.has(eId))
      throw new DraftRefusal(`The eId ${eId} stands twice. Each provision needs an eId of its own.`, line + 1);
    if (parent !== null && !this.eIds.has(parent)) throw new DraftRefusal(`${parent} does not stand before ${eId}.`, line + 1);
    this.eIds.add(eId);
    if (removed) this.leavings.add('Deleted provisions', line);
    const dates = { ...dayOf(place, 'reviewOn'), ...dayOf(place, 'sunsetOn') };
    const draft: ProvisionDraft = { eId, parentEId: parent, number: null, heading: null, text: '', kind, ...dates };
    this.all.push({ draft, paragraphs: [], isRemoved: removed !== undefined });
  }

  private inline(token: Token, isHeading: boolean, line: number): void {
    const reading = this.all.at(-1);
    if (!reading) return this.leavings.add('The title and what stands with it', line);
    const { number, rest } = this.parts(token, reading.paragraphs.length === 0 && reading.draft.number === null, line);
    if (number) reading.draft.number = number;
    if (isHeading && reading.draft.heading === null && reading.paragraphs.length === 0) reading.draft.heading = rest || null;
    else if (rest || number === null) reading.paragraphs.push(rest);
  }

  private add(text: string, line: number): void {
    const reading = this.all.at(-1);
    if (reading) reading.paragraphs.push(text);
    else this.leavings.add('Text before the first provision', line);
  }

  /** The number, where bold type begins the block, and the words after it. */
  private parts(token: Token, mayHaveNumber: boolean, line: number): { number: string | null; rest: string } {
    const children = (token.children ?? []).filter(({ type, content }) => type !== 'text' || content !== '');
    const close = children.findIndex(({ type }) => type === 'strong_close');
    if (!mayHaveNumber || children[0]?.type !== 'strong_open' || close === -1)
      return { number: null, rest: this.words(children, line) };
    const rest = this.words(children.slice(close + 1), line);
    return { number: this.words(children.slice(1, close), line), rest: rest.startsWith(' ') ? rest.slice(1) : rest };
  }

  /** The words of inline tokens, exactly; what is struck out by `del` is left out. */
  private words(children: readonly Token[], line: number): string {
    let deleted = 0;
    return children
      .map(({ type, content }) => {
        if (type === 'html_inline' && /^<\/?del>$/i.test(content))
          return this.struck((deleted += content.startsWith('</') ? -1 : 1), line);
        if (type === 'html_inline' && /^<\/?ins>$/i.test(content)) return this.tell('Insertions were taken as accepted', line);
        if (deleted > 0) return '';
        if (type === 'hardbreak') return '\n';
        if (type === 'softbreak') return ' ';
        if (type === 'image') return this.tell('Pictures left out', line);
        return type === 'text' || type === 'text_special' || type === 'code_inline' ? content : '';
      })
      .join('');
  }

  private struck(depth: number, line: number): '' {
    return depth > 0 ? this.tell('Deleted words left out', line) : '';
  }

  private tell(what: string, line: number): '' {
    this.leavings.tell(what, line);
    return '';
  }
}

const dayOf = (place: Readonly<Record<string, string>>, name: 'reviewOn' | 'sunsetOn'): object =>
  /^\d{4}-\d{2}-\d{2}$/.test(place[name] ?? '') ? { [name]: place[name] } : {};

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/(\w+)="([^"]*)"/g)) attributes[name] = decoded(value);
  return attributes;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

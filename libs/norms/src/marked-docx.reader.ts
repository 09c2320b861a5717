import type { DocxPackage } from './docx.package.js';
import { type Run, runsOf } from './docx.text.js';
import { DraftRefusal } from './draft.types.js';
import { PROVISION_KINDS } from './kind.rules.js';
import { ParagraphNotes } from './paragraph-notes.js';
import type { DraftReading, ProvisionDraft } from './provision.types.js';
import { elementOf, elementsOf, type XmlElement } from './xml.reader.js';

const EID = /^[^\s/]{1,255}$/u;

/** Reads a DOCX file that was exported: a bookmark is where each provision begins, its words are what stands up to the next. */
export function readMarkedDocx({ document, provisions, names }: DocxPackage): DraftReading {
  const walk = new MarkedWalk(
    new Map(provisions ? elementsOf(provisions).map((one) => [one.attributes['mark'] ?? '', one]) : []),
  );
  walk.blocks(elementOf(document, 'w:body') ?? document);
  const locale = provisions?.attributes['locale'];
  return { provisions: walk.read(), warnings: walk.notes.warnings(names), ...(locale ? { locale } : {}) };
}

interface Reading {
  draft: ProvisionDraft;
  paragraphs: string[];
  isRemoved: boolean;
}

class MarkedWalk {
  readonly notes = new ParagraphNotes();
  private readonly all: Reading[] = [];
  private readonly eIds = new Set<string>();

  constructor(private readonly marks: ReadonlyMap<string, XmlElement>) {}

  read(): ProvisionDraft[] {
    const kept = this.all.filter(({ isRemoved }) => !isRemoved);
    if (kept.length === 0) throw new DraftRefusal('No provision was found: the marks of the export are gone.');
    return kept.map(({ draft, paragraphs }) => ({ ...draft, text: paragraphs.join('\n\n') }));
  }

  blocks(parent: XmlElement): void {
    for (const block of elementsOf(parent)) {
      if (block.name === 'w:p') this.paragraph(block);
      else if (block.name !== 'w:sectPr' && block.name !== 'w:del') this.blocks(block);
    }
  }

  private paragraph(element: XmlElement): void {
    this.notes.paragraph += 1;
    for (const { attributes } of elementsOf(element, 'w:bookmarkStart')) {
      const mark = this.marks.get(attributes['w:name'] ?? '');
      if (mark) this.begin(mark);
    }
    const style = elementOf(elementOf(element, 'w:pPr'), 'w:pStyle')?.attributes['w:val'] ?? '';
    const runs = runsOf(element, this.notes.add);
    const reading = this.all.at(-1);
    if (!reading)
      return runs.some(({ text }) => text.trim()) ? this.notes.add('The title and what stands with it left out') : undefined;
    this.words(reading, runs, style);
  }

  private words({ draft, paragraphs }: Reading, runs: readonly Run[], style: string): void {
    const number = joined(runs.filter(({ style: one }) => one === 'ProvisionNumber'));
    const rest = joined(runs.filter(({ style: one }) => one !== 'ProvisionNumber' && one !== 'ProvisionGap'));
    if (number) draft.number = number;
    if (/^ProvisionHeading/.test(style)) draft.heading = (draft.heading ?? '') + rest || null;
    else if (style !== 'ProvisionMark') paragraphs.push(rest);
  }

  private begin({ attributes, line }: XmlElement): void {
    const { eId = '', parent = null, removed, reviewOn, sunsetOn } = attributes;
    const kind = PROVISION_KINDS.find((known) => known === attributes['kind']);
    if (!EID.test(eId) || !kind) throw new DraftRefusal('A provision of the export has no eId or kind.', line);
    if (this.eIds.has(eId)) throw new DraftRefusal(`The eId ${eId} stands twice. Each provision needs an eId of its own.`, line);
    if (parent !== null && !this.eIds.has(parent)) throw new DraftRefusal(`${parent} does not stand before ${eId}.`, line);
    this.eIds.add(eId);
    if (removed) this.notes.add('Deleted provisions left out');
    const dates = { ...dayOf('reviewOn', reviewOn), ...dayOf('sunsetOn', sunsetOn) };
    const draft: ProvisionDraft = { eId, parentEId: parent, number: null, heading: null, text: '', kind, ...dates };
    this.all.push({ draft, paragraphs: [], isRemoved: removed !== undefined });
  }
}

const joined = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

const dayOf = (name: string, day: string | undefined): object => (day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { [name]: day } : {});

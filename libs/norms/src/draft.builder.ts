import { numberPart } from './akn.rules.js';
import { divisionEId, EIdRegister, headingNumber, parentNumber } from './eid.rules.js';
import { refuseMany } from './draft.types.js';
import { kindOfHeading, kindOfText } from './kind.rules.js';
import type { ProvisionKind } from '#platform/schema.types.js';
import type { ProvisionDraft } from './provision.types.js';

interface Division {
  level: number;
  value: string | null;
  eId: string;
  kind: ProvisionKind | null;
}

/** What a typed marker begins: "(a) …", "(iv) …". */
const MARKER = /^\(([a-z]{1,3}|[ivxlc]+|\d{1,3})\)\s+/;

/** Builds the provision tree of a draft as its reader walks through it, in document order. */
export class DraftBuilder {
  readonly provisions: ProvisionDraft[] = [];
  private readonly register = new EIdRegister();
  private readonly counts = new Map<string, number>();
  private divisions: Division[] = [];
  private paragraph: string | null = null;
  private isNumbered = false;

  /** Begins a division under the one that its number, or else its level, puts it in. */
  heading(text: string, level: number): void {
    const number = headingNumber(text);
    this.open(number, number ? number.title : text, level, number?.shown ?? null);
  }

  /** As `heading`, of a division whose number does not stand in its words: a word processor shows it before them. */
  labelledHeading(label: string, text: string, level: number): void {
    const told = headingNumber(`${label} ${text}`);
    const value = told?.value ?? numberPart(label);
    const number = value ? { abbreviation: told?.abbreviation ?? 'sec', value } : null;
    this.open(number, text, level, label);
  }

  private open(
    number: { abbreviation: string; value: string } | null,
    heading: string,
    level: number,
    shown: string | null,
  ): void {
    const parent = this.parentOf(number?.value ?? null, level);
    const eId = this.register.take(
      number ? divisionEId(number.abbreviation, number.value) : this.counted(parent?.eId ?? null, 'hcontainer'),
    );
    const kind = kindOfHeading(heading) ?? parent?.kind ?? null;
    this.push({ eId, parentEId: parent?.eId ?? null, number: shown, heading: heading || null, text: '', kind: kind ?? 'OTHER' });
    this.divisions = [
      ...this.divisions.slice(0, parent ? this.divisions.indexOf(parent) + 1 : 0),
      { level, value: number?.value ?? null, eId, kind },
    ];
    this.paragraph = null;
    this.isNumbered = false;
  }

  /** The present division, or one that it stands in, of that number. */
  divisionOf(value: string): string | null {
    return this.divisions.find((division) => division.value === value)?.eId ?? null;
  }

  /** The paragraph that was added last in the present division; null after a heading. */
  get lastParagraph(): string | null {
    return this.paragraph;
  }

  /** Adds a paragraph to the present division; one that begins with "(a)" becomes a point of the paragraph before it. */
  paragraphText(text: string): void {
    const marker = MARKER.exec(text);
    if (marker && this.paragraph) {
      this.item(text.slice(marker[0].length), this.paragraph, marker[1] ?? '', 'point', `(${marker[1]})`);
      return;
    }
    const parent = this.divisions.at(-1)?.eId ?? null;
    this.paragraph = this.add(text, parent, String(this.next(parent, 'para')), 'para', null);
    this.isNumbered = false;
  }

  /** Adds a numbered paragraph of the present division, as "1. The Parties …" is. */
  numberedParagraph(text: string, number: string): string {
    const parent = this.divisions.at(-1)?.eId ?? null;
    this.next(parent, 'para');
    this.paragraph = this.add(text, parent, number, 'para', number);
    this.isNumbered = true;
    return this.paragraph;
  }

  /** Adds a row of a table that carries a number of its own: the number names it wherever the table stands. */
  numberedRow(text: string, number: string): void {
    const eId = this.register.take(divisionEId('sec', number));
    const kind = kindOfText(text, this.divisions.at(-1)?.kind ?? null);
    this.push({ eId, parentEId: this.division, number, heading: null, text, kind });
    this.paragraph = null;
    this.isNumbered = false;
  }

  /** Adds a point below a provision. `value` is its letter or number; without one it is counted. */
  item(text: string, parentEId: string | null, value: string | null, abbreviation: string, shown: string | null): string {
    return this.add(text, parentEId, value ?? String(this.next(parentEId, abbreviation)), abbreviation, shown);
  }

  /** The paragraph that a list would belong to here; a numbered list goes on with numbered paragraphs where there are some. */
  introducing(isNumberedList: boolean): string | null {
    return isNumberedList && this.isNumbered ? null : this.paragraph;
  }

  get division(): string | null {
    return this.divisions.at(-1)?.eId ?? null;
  }

  private add(text: string, parentEId: string | null, value: string, abbreviation: string, shown: string | null): string {
    const local = divisionEId(abbreviation, value);
    const eId = this.register.take(parentEId ? `${parentEId}__${local}` : local);
    const kind = kindOfText(text, this.divisions.at(-1)?.kind ?? null);
    this.push({ eId, parentEId, number: shown, heading: null, text, kind });
    return eId;
  }

  private push(provision: ProvisionDraft): void {
    refuseMany(this.provisions.length + 1);
    this.provisions.push(provision);
  }

  private parentOf(value: string | null, level: number): Division | null {
    const above = value === null ? null : parentNumber(value);
    const byNumber = above === null ? undefined : this.divisions.find((division) => division.value === above);
    return byNumber ?? this.divisions.findLast((division) => division.level < level) ?? null;
  }

  private counted(parentEId: string | null, abbreviation: string): string {
    const local = `${abbreviation}_${this.next(parentEId, abbreviation)}`;
    return parentEId ? `${parentEId}__${local}` : local;
  }

  private next(parentEId: string | null, abbreviation: string): number {
    const key = `${parentEId ?? ''} ${abbreviation}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count;
  }
}

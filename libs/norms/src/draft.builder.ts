import { divisionEId, EIdRegister, headingNumber, parentNumber } from './eid.rules.js';
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
    const parent = this.parentOf(number?.value ?? null, level);
    const heading = number ? number.title : text;
    const eId = this.register.take(
      number ? divisionEId(number.abbreviation, number.value) : this.counted(parent?.eId ?? null, 'hcontainer'),
    );
    const kind = kindOfHeading(heading) ?? parent?.kind ?? null;
    this.push({
      eId,
      parentEId: parent?.eId ?? null,
      number: number?.shown ?? null,
      heading: heading || null,
      text: '',
      kind: kind ?? 'OTHER',
    });
    this.divisions = [
      ...this.divisions.slice(0, parent ? this.divisions.indexOf(parent) + 1 : 0),
      { level, value: number?.value ?? null, eId, kind },
    ];
    this.paragraph = null;
    this.isNumbered = false;
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

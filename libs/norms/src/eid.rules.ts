/** A heading's number as a draft writes it: "5.1.1.2.", "Appendix A", "Article 3", or none. */
export interface HeadingNumber {
  /** The Akoma Ntoso abbreviation of what is numbered: sec, app, art, chp, part. */
  abbreviation: string;
  /** The number alone, for example 5.1.1.2, A.2, 3 or IV. */
  value: string;
  /** The number as it is shown, for example "Article 3". */
  shown: string;
  /** What is left of the heading. */
  title: string;
}

const NAMED: Readonly<Record<string, string>> = {
  article: 'art',
  section: 'sec',
  chapter: 'chp',
  part: 'part',
  appendix: 'app',
  annex: 'app',
};
const NAMED_NUMBER =
  /^(Article|Section|Chapter|Part|Appendix|Annex)\s+([0-9]+(?:\.[0-9]+)*|[IVXLC]+|[A-Z])(?:[.:)]|\s*[–—-]\s|\s|$)\s*(.*)$/i;
const DOTTED = /^([0-9]+(?:\.[0-9]+)*|[A-Z](?:\.[0-9]+)+|V[0-9]+(?:\.[0-9]+)*)[.:]?\s+(.*)$/s;

/** Reads the number that a heading begins with; null where it has none. */
export function headingNumber(heading: string): HeadingNumber | null {
  const named = NAMED_NUMBER.exec(heading);
  if (named) {
    const [, word = '', value = '', title = ''] = named;
    return {
      abbreviation: NAMED[word.toLowerCase()] ?? 'sec',
      value,
      shown: `${word} ${value}`,
      title: title.replace(/^[:.–—-]\s*/, ''),
    };
  }
  const dotted = DOTTED.exec(heading);
  if (!dotted) return null;
  const [, value = '', title = ''] = dotted;
  return { abbreviation: /^[A-Z]\./.test(value) ? 'app' : 'sec', value, shown: value, title };
}

/**
 * The eId of a numbered division (Akoma Ntoso Naming Convention, 4.4): abbreviation, "_", the number with its inner punctuation
 * as "-". A dotted number says the whole way down to it, so it is written once: `sec_5-1-1-2`, not a chain of its parents.
 */
export const divisionEId = (abbreviation: string, value: string): string =>
  `${abbreviation}_${value.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}`;

/** The number of the division that a dotted number belongs to; null at the top. 5.1.1 → 5.1, A.2 → A. */
export function parentNumber(value: string): string | null {
  const at = value.lastIndexOf('.');
  return at === -1 ? null : value.slice(0, at);
}

/** Gives each eId once: a second one of the same form gets `_2`, as the convention asks. */
export class EIdRegister {
  private readonly given = new Map<string, number>();

  take(eId: string): string {
    const times = (this.given.get(eId) ?? 0) + 1;
    this.given.set(eId, times);
    return times === 1 ? eId : this.take(`${eId}_${times}`);
  }
}

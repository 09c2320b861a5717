import { elementOf, elementsOf, type XmlElement } from './xml.reader.js';

/** What a paragraph is, by its own properties and those of its style and of what that is based on. */
export interface ParagraphNature {
  numId: string | null;
  level: number | null;
  /** 0 to 8 for a heading, as Word's navigation shows it; null for the rest. */
  outline: number | null;
  style: string;
  styleName: string;
  /** Its style and what that is based on, where the list comes from one of these; empty where the paragraph names it itself. */
  listStyles: string[];
}

const value = (element: XmlElement | undefined): string | undefined => element?.attributes['w:val'];
const MOST_STEPS = 30;

/** The styles of `styles.xml`, looked up through what they are based on. */
export class DocxStyles {
  private readonly styles = new Map<string, XmlElement>();
  private readonly standard: string;

  constructor(root: XmlElement | null) {
    const styles = root ? elementsOf(root, 'w:style') : [];
    for (const style of styles) this.styles.set(style.attributes['w:styleId'] ?? '', style);
    const standard = styles.find(
      ({ attributes }) => attributes['w:type'] === 'paragraph' && /^(1|true|on)$/.test(attributes['w:default'] ?? ''),
    );
    this.standard = standard?.attributes['w:styleId'] ?? '';
  }

  /** The list that a numbering style names. */
  numIdOf(style: string): string | undefined {
    return value(elementOf(elementOf(elementOf(this.styles.get(style), 'w:pPr'), 'w:numPr'), 'w:numId'));
  }

  /** What a paragraph with these properties is. */
  natureOf(properties: XmlElement | undefined): ParagraphNature {
    const style = value(elementOf(properties, 'w:pStyle')) ?? this.standard;
    const sources = [{ style: null as string | null, properties }, ...this.chain(style)];
    const first = (path: string[]): { found: string; style: string | null } | null => {
      for (const source of sources) {
        const found = value(path.reduce((element: XmlElement | undefined, name) => elementOf(element, name), source.properties));
        if (found !== undefined) return { found, style: source.style };
      }
      return null;
    };
    const numId = first(['w:numPr', 'w:numId']);
    const level = first(['w:numPr', 'w:ilvl']);
    const styleName = this.nameOf(style);
    return {
      numId: numId === null || numId.found === '0' ? null : numId.found,
      level: level === null ? null : Number(level.found),
      outline: outlineOf(
        first(['w:outlineLvl'])?.found,
        [style, ...this.chain(style).map((one) => one.style ?? '')].map((one) => this.nameOf(one)),
      ),
      style,
      styleName,
      listStyles: numId?.style ? this.chain(style).flatMap((one) => one.style ?? []) : [],
    };
  }

  private nameOf(style: string): string {
    return value(elementOf(this.styles.get(style), 'w:name'))?.toLowerCase() ?? style.toLowerCase();
  }

  private chain(style: string): { style: string | null; properties: XmlElement | undefined }[] {
    const chain: { style: string; properties: XmlElement | undefined }[] = [];
    for (let next: string | undefined = style; next !== undefined && chain.length < MOST_STEPS;) {
      const element: XmlElement | undefined = this.styles.get(next);
      if (!element || chain.some((one) => one.style === next)) break;
      chain.push({ style: next, properties: elementOf(element, 'w:pPr') });
      next = value(elementOf(element, 'w:basedOn'));
    }
    return chain;
  }
}

/** The outline level as it is stated (9 is body text), or else as the names of Word's own heading styles say it. */
function outlineOf(stated: string | undefined, names: readonly string[]): number | null {
  if (stated !== undefined) return /^[0-8]$/.test(stated) ? Number(stated) : null;
  const named = names.map((name) => /^heading ?([1-9])$/.exec(name)?.[1]).find((digit) => digit !== undefined);
  return named === undefined ? null : Number(named) - 1;
}

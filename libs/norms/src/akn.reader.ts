import { AKN, AKN_DRAFT, AKN_OURS, HIERARCHY, localeOfAlpha3 } from './akn.rules.js';
import { aknFaults } from './akn.schema.js';
import { DraftRefusal, refuseMany } from './draft.types.js';
import { kindOfHeading, kindOfText, PROVISION_KINDS } from './kind.rules.js';
import { Leavings } from './markdown.text.js';
import type { DraftReading, ProvisionDraft } from './provision.types.js';
import { elementOf, elementsOf, readXml, type XmlElement } from './xml.reader.js';

const MOST_FAULTS = 20;
const EID = /^[^\s/]{1,255}$/u;

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));
const DOCUMENTS = set('act bill doc statement portion documentCollection amendment amendmentList');
const PROVISIONS = new Set([...HIERARCHY, ...set('item recital citation li crossHeading')]);
const LABELS = set('num heading subheading');
const BLOCKS = set('p block tr listIntroduction listWrapUp caption longTitle docTitle docNumber');
const WRAPPERS = set(
  'intro content wrapUp blockList ul ol table blockContainer tblock div container recitals citations formula preamble preface coverPage conclusions mainBody body collectionBody portionBody amendmentBody attachments attachment components component doc act bill statement amendment amendmentHeading amendmentContent amendmentReference amendmentJustification',
);
const LEFT_OUT: Readonly<Record<string, string>> = {
  authorialNote: 'Notes',
  img: 'Pictures',
  toc: 'Tables of contents',
  componentRef: 'References to other documents',
  documentRef: 'References to other documents',
  del: 'Deleted words',
  meta: '',
};

/**
 * Reads a document in Akoma Ntoso 3.0: the elements of its hierarchy become provisions with their own eIds (`wId` where there is
 * one: what a provision was called first), other blocks their text. Throws `DraftRefusal` with every fault that the schema finds.
 */
export async function readAkn(text: string): Promise<DraftReading> {
  const root = readXml(text, { [AKN]: '', [AKN_DRAFT]: '', [AKN_OURS]: 'our', 'http://www.w3.org/XML/1998/namespace': 'xml' });
  const document = elementsOf(root).find(({ name }) => DOCUMENTS.has(name));
  if (root.name !== 'akomaNtoso' || !document)
    throw new DraftRefusal('There is no act, bill, doc or other text of a norm in the namespace of Akoma Ntoso 3.0.', root.line);
  const faults = await aknFaults(text);
  if (faults.length > 0) throw new DraftRefusal(summary(faults.length), faults[0]?.line, faults.slice(0, MOST_FAULTS));
  return new AknWalk(document, elementsOf(root, 'components')).read();
}

const summary = (count: number): string =>
  `The schema of Akoma Ntoso 3.0 finds ${count} fault${count === 1 ? '' : 's'}. Mend ${count === 1 ? 'it' : 'them'} and upload the file again.`;

/** Where text goes while an element is read: to the provision itself until one stands below it, then to what follows. */
interface Place {
  provision: ProvisionDraft | null;
  parentEId: string | null;
  isClosed: boolean;
  paragraphs: string[];
}

/** One pass over a document that is valid. */
class AknWalk {
  private readonly provisions: ProvisionDraft[] = [];
  private readonly eIds = new Set<string>();
  private readonly counts = new Map<string, number>();
  private readonly headings = new Map<string, string | null>();
  private readonly leavings = new Leavings();
  private readonly warnings: string[] = [];

  constructor(
    private readonly document: XmlElement,
    private readonly beside: readonly XmlElement[],
  ) {}

  read(): DraftReading {
    const place: Place = { provision: null, parentEId: null, isClosed: true, paragraphs: [] };
    for (const part of [...elementsOf(this.document), ...this.beside]) if (!this.isTitleAlone(part)) this.flow(part, place);
    if (this.provisions.length === 0) throw new DraftRefusal('No provision was found in the document.', this.document.line);
    const warnings = [...this.warnings, ...this.leavings.warnings()];
    const locale = this.locale();
    return { provisions: this.provisions, warnings, ...(locale ? { locale } : {}) };
  }

  /** A preface that holds the title and nothing else adds no provision: a norm has its title elsewhere. */
  private isTitleAlone(part: XmlElement): boolean {
    const blocks = elementsOf(part).flatMap((block) => (block.name === 'longTitle' ? elementsOf(block) : [block]));
    const inline = blocks.flatMap(({ children }) => children).filter((child) => typeof child !== 'string' || child.trim());
    const isTitle = inline.length > 0 && inline.every((child) => typeof child !== 'string' && child.name === 'docTitle');
    if (part.name !== 'preface' || !isTitle) return false;
    this.warnings.push(`The title "${squeezed(this.inline(part)).slice(0, 200)}" is not a provision and was left out.`);
    return true;
  }

  private locale(): string | null {
    const identification = elementOf(elementOf(this.document, 'meta'), 'identification');
    const language = elementOf(elementOf(identification, 'FRBRExpression'), 'FRBRlanguage')?.attributes['language'];
    return language ? localeOfAlpha3(language) : null;
  }

  /** Reads what an element holds, in its order: loose words become paragraphs, blocks their text, provisions provisions. */
  private flow(element: XmlElement, place: Place): void {
    let loose: (XmlElement | string)[] = [];
    const flush = (): void => {
      this.paragraph(this.textOf({ ...element, children: loose }), place);
      loose = [];
    };
    for (const child of element.children) {
      if (typeof child === 'string' || !isStructure(child.name)) loose.push(child);
      else {
        flush();
        this.structure(child, place);
      }
    }
    flush();
  }

  private structure(element: XmlElement, place: Place): void {
    const left = LEFT_OUT[element.name];
    if (left !== undefined) {
      if (left) this.leavings.add(left, element.line - 1);
    } else if (element.attributes['status'] === 'removed') this.leavings.add('Deleted provisions', element.line - 1);
    else if (PROVISIONS.has(element.name)) this.provision(element, place);
    else if (element.name === 'tr') {
      this.leavings.tell('Tables were read row by row, cells parted by "|"', element.line - 1);
      this.paragraph(
        elementsOf(element)
          .map((cell) => this.textOf(cell))
          .filter(Boolean)
          .join(' | '),
        place,
      );
    } else if (BLOCKS.has(element.name)) this.paragraph(this.textOf(element), place, keepsSpace(element));
    else if (!LABELS.has(element.name)) this.flow(element, place);
  }

  private provision(element: XmlElement, place: Place): void {
    const parentEId = place.provision?.eId ?? place.parentEId;
    place.isClosed = true;
    const heading =
      this.labelOf(element, ['heading', 'subheading'], ': ') ?? (element.name === 'crossHeading' ? this.textOf(element) : null);
    const provision: ProvisionDraft = {
      eId: this.eIdOf(element, parentEId),
      parentEId,
      number: this.labelOf(element, ['num'], ' '),
      heading,
      text: '',
      kind: 'OTHER',
      ...datesOf(element),
    };
    this.push(provision);
    if (element.name !== 'crossHeading') this.flow(element, { provision, parentEId, isClosed: false, paragraphs: [] });
    provision.kind = this.kindOf(element, provision);
  }

  private kindOf(element: XmlElement, { heading, text, parentEId }: ProvisionDraft): ProvisionDraft['kind'] {
    const stated = /(?:^|\s)#kind-([A-Z_]+)(?:\s|$)/.exec(element.attributes['refersTo'] ?? '')?.[1];
    const known = PROVISION_KINDS.find((kind) => kind === stated);
    if (known) return known;
    if (['recital', 'citation'].includes(element.name)) return 'PREAMBLE';
    const above = parentEId === null ? null : this.headings.get(parentEId);
    const inherited = above ? kindOfHeading(above) : null;
    return (heading ? kindOfHeading(heading) : null) ?? kindOfText(text, inherited);
  }

  private labelOf(element: XmlElement, names: string[], joint: string): string | null {
    const labels = names.flatMap((name) => elementsOf(element, name)).map((label) => this.textOf(label));
    return labels.filter(Boolean).join(joint) || null;
  }

  /** Adds a paragraph where it belongs; one without words only where the file says that its white space counts. */
  private paragraph(text: string, place: Place, isExact = false): void {
    if (!isExact && !text.trim()) return;
    if (place.provision && !place.isClosed) {
      place.paragraphs.push(text);
      place.provision.text = place.paragraphs.join('\n\n');
      return;
    }
    const parentEId = place.provision?.eId ?? place.parentEId;
    const eId = this.free(parentEId, 'p');
    this.push({ eId, parentEId, number: null, heading: null, text, kind: kindOfText(text, null) });
  }

  private eIdOf(element: XmlElement, parentEId: string | null): string {
    const given = element.attributes['wId'] ?? element.attributes['eId'];
    if (given === undefined) return this.free(parentEId, element.name);
    if (!EID.test(given))
      throw new DraftRefusal(
        `The id "${given.slice(0, 80)}" is longer than 255 characters or has a space or slash.`,
        element.line,
      );
    if (this.eIds.has(given))
      throw new DraftRefusal(`The id ${given} stands twice. Each provision needs an id of its own.`, element.line);
    this.eIds.add(given);
    return given;
  }

  private free(parentEId: string | null, name: string): string {
    const prefix = `${parentEId ? `${parentEId}__` : ''}${name}_`;
    for (let i = (this.counts.get(prefix) ?? 0) + 1; ; i++) {
      if (this.eIds.has(`${prefix}${i}`)) continue;
      this.counts.set(prefix, i);
      this.eIds.add(`${prefix}${i}`);
      return `${prefix}${i}`;
    }
  }

  private push(provision: ProvisionDraft): void {
    refuseMany(this.provisions.length + 1);
    this.provisions.push(provision);
    this.headings.set(provision.eId, provision.heading);
  }

  /** The words of an element; white space counts only where `xml:space` says so. */
  private textOf(element: XmlElement): string {
    const isExact = keepsSpace(element);
    const text = this.inline(element, isExact);
    return isExact ? text : squeezed(text);
  }

  private inline(element: XmlElement, isExact = false): string {
    return element.children
      .map((child) => {
        if (typeof child === 'string') return isExact ? child : child.replace(/\s+/g, ' ');
        if (child.name === 'eol' || child.name === 'br') return isExact ? '\n' : BREAK;
        const left = LEFT_OUT[child.name];
        if (left !== undefined) return this.leave(left, child.line);
        if (child.name === 'ins') this.leavings.tell('Insertions were taken as accepted', child.line - 1);
        return isStructure(child.name) ? ` ${this.inline(child)} ` : this.inline(child, isExact);
      })
      .join('');
  }

  private leave(what: string, line: number): '' {
    if (what) this.leavings.add(what, line - 1);
    return '';
  }
}

/** The days of review and sunset, where the file has them as we write them. */
function datesOf({ attributes }: XmlElement): { reviewOn?: string; sunsetOn?: string } {
  const day = (name: string): string | undefined => /^\d{4}-\d{2}-\d{2}$/.exec(attributes[`our:${name}`] ?? '')?.[0];
  const [reviewOn, sunsetOn] = [day('reviewOn'), day('sunsetOn')];
  return { ...(reviewOn ? { reviewOn } : {}), ...(sunsetOn ? { sunsetOn } : {}) };
}

const BREAK = '\u0001'; // cannot stand in XML: marks a line's end while white space is squeezed
const squeezed = (text: string): string =>
  text
    .replace(/[ \t\n\r]+/g, ' ')
    .replaceAll(BREAK, '\n')
    .replace(/ ?\n ?/g, '\n')
    .trim();

const keepsSpace = ({ attributes }: XmlElement): boolean => attributes['xml:space'] === 'preserve';

const isStructure = (name: string): boolean =>
  PROVISIONS.has(name) || LABELS.has(name) || BLOCKS.has(name) || WRAPPERS.has(name) || LEFT_OUT[name] !== undefined;

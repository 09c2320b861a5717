import type { DiffSegment } from '#platform/schema.types.js';
import {
  CONTENT_TYPES,
  coreProperties,
  DOCUMENT_RELS,
  ITEM_PROPERTIES,
  ITEM_RELS,
  ROOT_RELS,
  stylesPart,
  W,
  XML,
} from './norm-docx.parts.js';
import { escaped, paragraphsOf, stepsIn } from './norm-text.rules.js';
import type { WrittenNorm, WrittenProvision } from './norm-text.types.js';
import { ZipWriter } from './zip.writer.js';

/**
 * A version as WordprocessingML. Changes are tracked changes. A bookmark stands where each provision begins and a part of the file
 * says of each bookmark which provision it is, so that our reader gives the same tree back.
 */
export async function writeDocx(norm: WrittenNorm): Promise<Buffer> {
  const zip = new ZipWriter();
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': ROOT_RELS,
    'word/_rels/document.xml.rels': DOCUMENT_RELS,
    'word/styles.xml': stylesPart(norm.locale),
    'word/document.xml': new Body(norm).write(),
    'customXml/item1.xml': marks(norm),
    'customXml/itemProps1.xml': ITEM_PROPERTIES,
    'customXml/_rels/item1.xml.rels': ITEM_RELS,
    'docProps/core.xml': coreProperties(norm),
  };
  const chunks: Buffer[] = [];
  for (const [name, content] of Object.entries(parts))
    for await (const chunk of zip.entry(name, [Buffer.from(content)])) chunks.push(chunk);
  return Buffer.concat([...chunks, zip.directory()]);
}

/** Which provision each bookmark is. */
function marks({ locale, provisions }: WrittenNorm): string {
  const rows = provisions.map(({ eId, parentEId, kind, reviewOn, sunsetOn, isDeleted }, i) => {
    const values = {
      mark: `provision${i + 1}`,
      eId,
      parent: parentEId,
      kind,
      reviewOn,
      sunsetOn,
      removed: isDeleted ? 'yes' : null,
    };
    const attributes = Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [`${name}="${escaped(value)}"`]));
    return `<our:provision ${attributes.join(' ')}/>`;
  });
  return `${XML}<our:norm xmlns:our="urn:colloquy:norm" locale="${escaped(locale)}">${rows.join('')}</our:norm>`;
}

/** One pass over the provisions; tracked changes are numbered as they come. */
class Body {
  private changes = 0;

  constructor(private readonly norm: WrittenNorm) {}

  write(): string {
    const { title, label, number, publishedOn, provisions, isRtl } = this.norm;
    const about = [`${label} (${number})`, publishedOn].filter(Boolean).join(' · ');
    const plain = (text: string): DiffSegment[] => [{ op: 'EQUAL', text }];
    const head = this.paragraph('Title', this.runs(plain(title))) + this.paragraph('Normal', this.runs(plain(about)));
    const steps = stepsIn(provisions);
    const body = provisions.map((provision, i) => this.provision(provision, i, steps[i] ?? { headings: 0, indent: 0 })).join('');
    const section = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1304" w:bottom="1440" w:left="1304" w:header="708" w:footer="708" w:gutter="0"/>${isRtl ? '<w:bidi/>' : ''}</w:sectPr>`;
    return `${XML}<w:document ${W}><w:body>${head}${body}${section}</w:body></w:document>`;
  }

  private provision(provision: WrittenProvision, i: number, { headings, indent }: { headings: number; indent: number }): string {
    const mark = `<w:bookmarkStart w:id="${i + 1}" w:name="provision${i + 1}"/><w:bookmarkEnd w:id="${i + 1}"/>`;
    const { number, heading, text, isDeleted } = provision;
    const label = number.length > 0 ? this.runs(number, 'ProvisionNumber') : '';
    const gap = label ? '<w:r><w:rPr><w:rStyle w:val="ProvisionGap"/></w:rPr><w:tab/></w:r>' : '';
    const texts = text.length > 0 ? paragraphsOf(text).map((runs) => this.runs(runs)) : [];
    const style = `ProvisionHeading${Math.min(6, headings + 1)}`;
    const more = indent > 0 ? `<w:ind w:start="${Math.min(indent, 8) * 480}"/>` : '';
    const paragraph = (name: string, content: string, add = ''): string => this.paragraph(name, content, add, isDeleted);
    if (heading.length > 0)
      return (
        paragraph(style, mark + label + gap + this.runs(heading)) +
        texts.map((one) => paragraph('ProvisionText', one, more)).join('')
      );
    const [first, ...rest] = texts;
    if (first === undefined) return paragraph('ProvisionMark', mark + label, more);
    return [mark + label + gap + first, ...rest].map((one) => paragraph('ProvisionText', one, more)).join('');
  }

  private paragraph(style: string, content: string, more = '', isDeleted = false): string {
    const gone = isDeleted ? `<w:rPr>${this.tracked('del')}</w:rPr>` : '';
    return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${this.norm.isRtl ? '<w:bidi/>' : ''}${more}${gone}</w:pPr>${content}</w:p>`;
  }

  private runs(segments: readonly DiffSegment[], style: string | null = null): string {
    return segments
      .map(({ op, text }) => {
        const run = this.run(text, style, op === 'DELETE' ? 'w:delText' : 'w:t');
        if (op === 'EQUAL') return run;
        const element = op === 'INSERT' ? 'ins' : 'del';
        return `${this.tracked(element).replace('/>', '>')}${run}</w:${element}>`;
      })
      .join('');
  }

  private run(text: string, style: string | null, element: string): string {
    const properties = (style ? `<w:rStyle w:val="${style}"/>` : '') + (this.norm.isRtl ? '<w:rtl/>' : '');
    const words = text
      .split(/([\t\n])/)
      .map((piece) =>
        piece === '\t'
          ? '<w:tab/>'
          : piece === '\n'
            ? '<w:br/>'
            : piece && `<${element} xml:space="preserve">${escaped(piece)}</${element}>`,
      );
    return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${words.join('')}</w:r>`;
  }

  private tracked(element: 'ins' | 'del'): string {
    const day = this.norm.publishedOn ?? this.norm.createdOn;
    return `<w:${element} w:id="${100_000 + ++this.changes}" w:author="Colloquy" w:date="${day}T00:00:00Z"/>`;
  }
}

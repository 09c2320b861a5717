import { TEMPLATE_COLUMNS, TEMPLATE_NOTES, TEMPLATE_TITLE, TEMPLATE_VERSION } from '#comments/commenting-template.rules.js';
import { xmlText } from '#platform/xml-text.js';

/** What the page header of the commenting template says, and the marking of what is in it, for example `TLP:AMBER`. */
export interface TemplateHead {
  date: string;
  document: string;
  project: string;
  marking: string;
  locale: string;
}

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const ML = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${ML}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${ML}.styles+xml"/><Override PartName="/word/header1.xml" ContentType="${ML}.header+xml"/><Override PartName="/word/footer1.xml" ContentType="${ML}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;
export const ROOT_RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;
export const DOCUMENT_RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/header" Target="header1.xml"/><Relationship Id="rId3" Type="${OFFICE}/footer" Target="footer1.xml"/></Relationships>`;

export const STYLES = `${XML}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Noto Sans CJK SC" w:cs="Arial"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="ISOComments"><w:name w:val="ISO_Comments"/><w:basedOn w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="ISOHead"><w:name w:val="ISO_Head"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`;

const MARGIN = 482;
const WIDTH = TEMPLATE_COLUMNS.reduce((sum, { width }) => sum + width, 0);
const LINE = 'w:val="single" w:sz="4" w:space="0" w:color="auto"';
const BORDERS = `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} ${LINE}/>`).join('')}</w:tblBorders>`;

/** The beginning of a table of the given widths; the template's own tables are fixed and as wide as the page lets them be. */
const tableHead = (widths: readonly number[]): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:jc w:val="center"/>${BORDERS}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;

const widths = TEMPLATE_COLUMNS.map(({ width }) => width);
const HEAD_WIDTHS = [7740, 2410, 3119, 2607];

/** A4 landscape, 16840 × 11907 twips: the body is the one table of eight columns, without a heading row. */
export const DOCUMENT_HEAD = `${XML}<w:document ${W}><w:body>${tableHead(widths)}`;
export const DOCUMENT_TAIL = `</w:tbl><w:p/><w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/><w:pgMar w:top="1701" w:right="${MARGIN}" w:bottom="1134" w:left="${MARGIN}" w:header="425" w:footer="425" w:gutter="0"/></w:sectPr></w:body></w:document>`;

const RTL = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** A paragraph in the direction of its script; line ends in it are line breaks. */
function paragraph(text: string, style: string, more = ''): string {
  const isRightToLeft = RTL.test(text);
  const properties = `<w:pPr><w:pStyle w:val="${style}"/>${isRightToLeft ? '<w:bidi/>' : ''}${more}</w:pPr>`;
  if (text === '') return `<w:p>${properties}</w:p>`;
  const lines = text.split('\n').map((line) => line.split('\t').map(words).join('<w:tab/>'));
  return `<w:p>${properties}<w:r>${isRightToLeft ? '<w:rPr><w:rtl/></w:rPr>' : ''}${lines.join('<w:br/>')}</w:r></w:p>`;
}
const words = (text: string): string => (text === '' ? '' : `<w:t xml:space="preserve">${xmlText(text)}</w:t>`);

const cell = (text: string, width: number, style: string, shade: string | null): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shade ? `<w:shd w:val="clear" w:color="auto" w:fill="${shade}"/>` : ''}</w:tcPr>${paragraph(text, style)}</w:tc>`;

/** A row of the table; `shade`, six hex digits, lies under its last cell. */
export const tableRow = (cells: readonly string[], shade: string | null): string =>
  `<w:tr>${cells.map((text, i) => cell(text, widths[i] ?? 0, 'ISOComments', i === cells.length - 1 ? shade : null)).join('')}</w:tr>`;

const headRow = (cells: readonly string[], of: readonly number[]): string =>
  `<w:tr>${cells.map((text, i) => cell(text, of[i] ?? 0, 'ISOHead', null)).join('')}</w:tr>`;

/** The page header: title, date, document and project, then the numbers and headings of the columns, on each page. */
export function headerPart({ date, document, project, marking }: TemplateHead): string {
  const title = headRow([TEMPLATE_TITLE, `Date: ${date}`, `Document: ${document}`, `Project: ${project}`], HEAD_WIDTHS);
  const headings = headRow(
    TEMPLATE_COLUMNS.map(({ heading }) => heading),
    widths,
  );
  const table = `${tableHead(HEAD_WIDTHS)}${title}</w:tbl>${paragraph('', 'Normal')}${tableHead(widths)}${headings}</w:tbl>`;
  return `${XML}<w:hdr ${W}>${marked(marking)}${table}${paragraph('', 'Normal')}</w:hdr>`;
}

/** FIRST TLP 2.0 asks for the label in 12 points or more, to the right, in header and footer of each page. */
const marked = (marking: string): string =>
  `<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="FFFFFF"/><w:sz w:val="24"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/></w:rPr><w:t>${xmlText(marking)}</w:t></w:r></w:p>`;

const field = (name: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${name}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

/** The page footer: the two notes, page X of Y, and the version of the template. */
export function footerPart({ marking }: TemplateHead): string {
  const notes = TEMPLATE_NOTES.map((note) => paragraph(note, 'Normal')).join('');
  const pages = `<w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="${WIDTH}"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">page </w:t></w:r>${field('PAGE')}<w:r><w:t xml:space="preserve"> of </w:t></w:r>${field('NUMPAGES')}<w:r><w:tab/><w:t>${TEMPLATE_VERSION}</w:t></w:r></w:p>`;
  return `${XML}<w:ftr ${W}>${notes}${pages}${marked(marking)}</w:ftr>`;
}

/** Title and language, which screen readers tell. */
export const coreProperties = ({ document, locale }: TemplateHead): string =>
  `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlText(`${TEMPLATE_TITLE}: ${document}`)}</dc:title><dc:language>${xmlText(locale)}</dc:language></cp:coreProperties>`;

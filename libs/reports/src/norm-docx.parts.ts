import { escaped } from './norm-text.rules.js';
import type { WrittenNorm } from './norm-text.types.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const ML = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${ML}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${ML}.styles+xml"/><Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;
export const ROOT_RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;
export const DOCUMENT_RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/customXml" Target="../customXml/item1.xml"/></Relationships>`;
export const ITEM_RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/customXmlProps" Target="itemProps1.xml"/></Relationships>`;
export const ITEM_PROPERTIES = `${XML}<ds:datastoreItem ds:itemID="{5B0C4C1E-9C0B-4F3A-8E57-6B1B7D0A2C11}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>`;

const SIZES = [32, 28, 26, 24, 22, 22];
const headingStyle = (size: number, i: number): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="ProvisionHeading${i + 1}"><w:name w:val="Provision Heading ${i + 1}"/><w:basedOn w:val="Normal"/><w:next w:val="ProvisionText"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${i}"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
const textStyle = (id: string, name: string, more = ''): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>${more}</w:style>`;
const characterStyle = (id: string, name: string): string =>
  `<w:style w:type="character" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;

/** Styles in the language of the text; a provision's parts are told apart by them. */
export const stylesPart = (locale: string): string =>
  `${XML}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Noto Sans CJK SC" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="${escaped(locale)}" w:eastAsia="zh-CN" w:bidi="${escaped(locale)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/></w:rPr></w:style>${SIZES.map(headingStyle).join('')}${textStyle('ProvisionText', 'Provision Text')}${textStyle('ProvisionMark', 'Provision Mark')}${characterStyle('ProvisionNumber', 'Provision Number')}${characterStyle('ProvisionGap', 'Provision Gap')}</w:styles>`;

export const coreProperties = ({ title, label, locale, publishedOn, createdOn }: WrittenNorm): string =>
  `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:subject>${escaped(label)}</dc:subject><dc:creator>Colloquy</dc:creator><dc:language>${escaped(locale)}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${publishedOn ?? createdOn}T00:00:00Z</dcterms:created></cp:coreProperties>`;

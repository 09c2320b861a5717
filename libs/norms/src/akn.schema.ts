import { readFile } from 'node:fs/promises';
import type * as LibXml from 'libxml2-wasm';
import { AKN, AKN_DRAFT } from './akn.rules.js';
import type { DraftFault } from './draft.types.js';

const FOLDER = new URL('./akn-schema/', import.meta.url);
const PLACE = 'file:///akn-schema/';

interface Schema {
  xml: typeof LibXml;
  validator: LibXml.XsdValidator;
}

let loading: Promise<Schema> | null = null;

/** What the schema of Akoma Ntoso 3.0 finds wrong with a document, with the lines; empty for a valid one. */
export async function aknFaults(text: string): Promise<DraftFault[]> {
  const { xml, validator } = await (loading ??= load());
  try {
    using document = xml.XmlDocument.fromString(text.replaceAll(`"${AKN_DRAFT}"`, `"${AKN}"`), {
      option: xml.ParseOption.XML_PARSE_NONET | xml.ParseOption.XML_PARSE_NO_XXE,
    });
    validator.validate(document);
    return [];
  } catch (error) {
    if (error instanceof xml.XmlValidateError || error instanceof xml.XmlParseError)
      return error.details.map(({ message, line }) => ({ message: readable(message), line }));
    throw error;
  }
}

/** Compiles the schema, once: it takes about a second. What it includes comes from memory, nothing from disk or network. */
async function load(): Promise<Schema> {
  const [xml, schema, attributes] = await Promise.all([
    import('libxml2-wasm'),
    readFile(new URL('akomantoso30.xsd', FOLDER), 'utf8'),
    readFile(new URL('xml.xsd', FOLDER)),
  ]);
  xml.xmlRegisterInputProvider(new xml.XmlBufferInputProvider({ [`${PLACE}xml.xsd`]: attributes }));
  using document = xml.XmlDocument.fromString(schema.replaceAll(`"${AKN_DRAFT}"`, `"${AKN}"`), { url: `${PLACE}akn.xsd` });
  return { xml, validator: xml.XsdValidator.fromDoc(document) };
}

/** The message without the namespace before each name, and with a long list of what is expected cut short. */
const readable = (message: string): string =>
  message
    .replaceAll(`{${AKN}}`, '')
    .replace(/(Expected is one of \( (?:\w+, ){6})[^)]*\)/, '$1… )')
    .trim();

import { AKN, AKN_OURS, alpha3Of, conventionEIds, elementOfEId } from '#norms/akn.rules.js';
import { PROVISION_KINDS } from '#norms/kind.rules.js';
import type { DiffSegment } from '#platform/schema.types.js';
import { escaped, newWords, paragraphsOf } from './norm-text.rules.js';
import type { WrittenNorm, WrittenProvision } from './norm-text.types.js';

/** The ids of what the metadata names; no provision may have one of them. */
const META_IDS = ['colloquy', 'editor', ...PROVISION_KINDS.map((kind) => `kind-${kind}`)];

/**
 * A version as Akoma Ntoso 3.0: a `doc` that the schema takes, with FRBR metadata. eIds are by the naming convention; where ours
 * differs, it is the `wId`. Kinds are `refersTo` a concept.
 */
export function writeAkn(norm: WrittenNorm): string {
  const eIds = conventionEIds(
    norm.provisions.map((provision) => ({ ...provision, number: newWords(provision.number) || null })),
    META_IDS,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="${AKN}" xmlns:our="${AKN_OURS}">
<doc name="draftNorm" contains="${norm.since ? 'multipleVersions' : 'singleVersion'}">
${meta(norm)}
<preface><longTitle><p><docTitle>${escaped(norm.title)}</docTitle></p></longTitle></preface>
<mainBody>
${bodyOf(norm.provisions, eIds)}</mainBody>
</doc>
</akomaNtoso>
`;
}

function bodyOf(provisions: readonly WrittenProvision[], eIds: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  const open: string[] = [];
  provisions.forEach((provision, i) => {
    while (open.length > provision.depth) parts.push(`</${open.pop()}>\n`);
    const hasChildren = (provisions[i + 1]?.depth ?? 0) > provision.depth;
    const element = elementOfEId(provision.eId);
    parts.push(
      startTag(element, provision, eIds.get(provision.eId) ?? provision.eId),
      labelled(provision),
      blocks(provision, hasChildren),
    );
    open.push(element);
  });
  while (open.length > 0) parts.push(`</${open.pop()}>\n`);
  return parts.join('');
}

function startTag(element: string, provision: WrittenProvision, eId: string): string {
  const attributes = [
    element === 'hcontainer' ? 'name="provision"' : '',
    `eId="${escaped(eId)}"`,
    eId === provision.eId ? '' : `wId="${escaped(provision.eId)}"`,
    `refersTo="#kind-${provision.kind}"`,
    provision.isDeleted ? 'status="removed"' : '',
    provision.reviewOn ? `our:reviewOn="${provision.reviewOn}"` : '',
    provision.sunsetOn ? `our:sunsetOn="${provision.sunsetOn}"` : '',
  ];
  return `<${element} ${attributes.filter(Boolean).join(' ')}>\n`;
}

const labelled = ({ number, heading }: WrittenProvision): string =>
  (number.length > 0 ? `<num xml:space="preserve">${runs(number)}</num>\n` : '') +
  (heading.length > 0 ? `<heading xml:space="preserve">${runs(heading)}</heading>\n` : '');

/** The text of a provision: introducing those below it, or all that it has. */
function blocks({ text }: WrittenProvision, hasChildren: boolean): string {
  if (text.length === 0) return '';
  const element = hasChildren ? 'intro' : 'content';
  const paragraphs = paragraphsOf(text).map((paragraph) => `<p xml:space="preserve">${runs(paragraph)}</p>\n`);
  return `<${element}>\n${paragraphs.join('')}</${element}>\n`;
}

const MARKS = { EQUAL: null, INSERT: 'ins', DELETE: 'del' } as const;

/** Words with their line ends; inserted and deleted ones in `ins` and `del`. */
const runs = (segments: readonly DiffSegment[]): string =>
  segments
    .map(({ op, text }) => {
      const words = escaped(text).replaceAll('\n', '<eol/>');
      return MARKS[op] ? `<${MARKS[op]}>${words}</${MARKS[op]}>` : words;
    })
    .join('');

/** Who made what when, for the work, this version in this language, and this file (FRBR; Naming Convention, 4.2). */
function meta({ slug, number, locale, createdOn, publishedOn, provisions }: WrittenNorm): string {
  const language = alpha3Of(locale);
  const on = publishedOn ?? createdOn;
  const work = `/akn/zz/doc/draftNorm/${createdOn}/${slug}`;
  const expression = `${work}/${language}@${on}`;
  const author = '<FRBRauthor href="#editor"/>';
  const kinds = PROVISION_KINDS.filter((kind) => provisions.some((provision) => provision.kind === kind));
  return `<meta>
<identification source="#colloquy">
<FRBRWork><FRBRthis value="${work}/!main"/><FRBRuri value="${work}"/><FRBRdate date="${createdOn}" name="generation"/>${author}<FRBRcountry value="zz"/><FRBRnumber value="${slug}"/><FRBRname value="draftNorm"/></FRBRWork>
<FRBRExpression><FRBRthis value="${expression}/!main"/><FRBRuri value="${expression}"/><FRBRdate date="${on}" name="publication"/>${author}<FRBRversionNumber value="${number}"/><FRBRlanguage language="${language}"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="${expression}/!main.xml"/><FRBRuri value="${expression}.akn"/><FRBRdate date="${on}" name="publication"/>${author}<FRBRformat value="application/akn+xml"/></FRBRManifestation>
</identification>
<references source="#colloquy">
<TLCOrganization eId="colloquy" href="/akn/ontology/organization/zz/colloquy" showAs="Colloquy"/>
<TLCRole eId="editor" href="/akn/ontology/role/zz/editor" showAs="Editor"/>
${kinds.map((kind) => `<TLCConcept eId="kind-${kind}" href="/akn/ontology/concept/zz/${kind}" showAs="${kind}"/>\n`).join('')}</references>
</meta>`;
}

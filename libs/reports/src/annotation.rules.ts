import type { Comment, Quote } from '#comments/comment.types.js';

export const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';
/** The media type of the W3C Web Annotation Data Model, 3. */
export const MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

/** Where a comment's provision stands: the document, its state, and the text that quotes are counted in. */
export interface AnnotatedPlace {
  source: string;
  publishedAt: Date | null;
  text: string | null;
}

/** How many code points stand before a place that is counted in UTF-16 units. */
const codePoints = (text: string, at: number): number => [...text.slice(0, at)].length;

/**
 * A comment as an annotation (W3C Web Annotation Data Model): the provision by its eId, refined by the quoted words and their place. The model
 * counts code points, and the platform UTF-16 units.
 */
export function annotationOf(comment: Comment, place: AnnotatedPlace | null, page: string): object {
  const { id, locale, body, rationale, proposedText, submittedAt, createdAt, author, reference, anchor } = comment;
  const textual = (value: string, purpose: string): object => ({
    type: 'TextualBody',
    value,
    format: 'text/plain',
    language: locale,
    purpose,
  });
  const name = author.organization?.name ?? author.displayName;
  return {
    id: `urn:uuid:${id}`,
    type: 'Annotation',
    motivation: proposedText ? ['commenting', 'editing'] : 'commenting',
    creator: { type: author.organization ? 'Organization' : 'Person', name },
    created: (submittedAt ?? createdAt).toISOString(),
    canonical: `${page}#${reference ?? id}`,
    body: [
      textual(body, 'commenting'),
      ...(rationale ? [textual(rationale, 'describing')] : []),
      ...(proposedText ? [textual(proposedText, 'editing')] : []),
    ],
    target: place ? targetOf(place, anchor) : page,
  };
}

function targetOf({ source, publishedAt, text }: AnnotatedPlace, anchor: Comment['anchor']): object {
  return {
    source,
    ...(publishedAt ? { state: { type: 'TimeState', sourceDate: publishedAt.toISOString() } } : {}),
    ...(anchor ? { selector: { type: 'FragmentSelector', value: anchor.eId, ...refinedBy(anchor, text) } } : {}),
  };
}

function refinedBy({ exact, prefix, suffix, start, end }: Quote, text: string | null): object {
  const hasPlace = text !== null && typeof start === 'number' && typeof end === 'number';
  const selectors = [
    ...(exact ? [{ type: 'TextQuoteSelector', exact, ...(prefix ? { prefix } : {}), ...(suffix ? { suffix } : {}) }] : []),
    ...(hasPlace ? [{ type: 'TextPositionSelector', start: codePoints(text, start), end: codePoints(text, end) }] : []),
  ];
  return selectors.length > 0 ? { refinedBy: selectors } : {};
}

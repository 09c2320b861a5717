import type { ReactNode } from 'react';
import type { Comment, CommentAuthor } from '#comments/comment.types.js';
import { Instant } from './page.js';

/** What a comment is on, as its text names it; null where it is on the whole. */
export const placeOf = ({ anchor }: Comment, places: ReadonlyMap<string, string>): string | null =>
  anchor ? (places.get(anchor.eId) ?? anchor.eId) : null;

/** Who speaks, with the organization that they speak for. */
export const nameOf = ({ displayName, organization }: CommentAuthor): string =>
  organization ? `${displayName}, ${organization.name}` : displayName;

/** A comment with who made it and on what; `children` is what belongs to it. */
export function CommentCard({
  comment,
  place,
  children,
}: {
  comment: Comment;
  place: string | null;
  children?: ReactNode;
}): ReactNode {
  const { reference, author, tlp, locale, body, proposedText, submittedAt } = comment;
  return (
    <article id={reference ?? undefined}>
      <h3 dir="auto">{nameOf(author)}</h3>
      <p className="meta">
        {reference && <a href={`/comments/${reference}`}>{reference}</a>} · TLP:{tlp.replace('_', '+')}
        {place && ` · on ${place}`}
        {submittedAt && ' · '}
        {submittedAt && <Instant at={submittedAt} />}
      </p>
      <p className="words" lang={locale} dir="auto">
        {body}
      </p>
      {proposedText && (
        <blockquote className="words" lang={locale} dir="auto">
          {proposedText}
        </blockquote>
      )}
      {children}
    </article>
  );
}

import { xmlText } from '#platform/xml-text.js';

/** One entry of a feed. Its id is a UUID that never changes, whatever the address of the platform. */
export interface AtomEntry {
  id: string;
  title: string;
  at: Date;
  url: string;
  author: string;
  text: string;
  language: string;
}

/** A feed, with where it is to be had and where it goes on (RFC 5005, 3). */
export interface AtomFeed {
  title: string;
  language: string;
  self: string;
  page: string;
  /** The feed of this name has always this id: its address without what turns its pages. */
  id: string;
  next: string | null;
  /** When what it shows last changed, where it has no entries. */
  updated: Date;
  entries: readonly AtomEntry[];
}

const element = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`;
const link = (rel: string, href: string, type: string): string => `<link rel="${rel}" type="${type}" href="${xmlText(href)}"/>`;

const ATOM = 'application/atom+xml';

/** The feed as Atom (RFC 4287): plain text only, so that no reader has anything to run. */
export function writeAtom({ title, language, self, page, id, next, updated, entries }: AtomFeed): string {
  const last = entries.reduce((latest, { at }) => (at > latest ? at : latest), entries[0]?.at ?? updated);
  const head = [
    element('id', id),
    element('title', title),
    element('updated', last.toISOString()),
    link('self', self, ATOM),
    link('alternate', page, 'text/html'),
    ...(next ? [link('next', next, ATOM)] : []),
    '<generator>Colloquy</generator>',
  ];
  const body = entries.map(writeEntry);
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(language)}">\n${[...head, ...body].join('\n')}\n</feed>\n`;
}

const writeEntry = ({ id, title, at, url, author, text, language }: AtomEntry): string =>
  [
    `<entry xml:lang="${xmlText(language)}">`,
    element('id', `urn:uuid:${id}`),
    element('title', title),
    element('updated', at.toISOString()),
    element('published', at.toISOString()),
    link('alternate', url, 'text/html'),
    `<author>${element('name', author)}</author>`,
    `<content type="text">${xmlText(text)}</content>`,
    '</entry>',
  ].join('\n');

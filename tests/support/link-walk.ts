import type { Client } from './client.js';

/** What answered at a path. */
export interface Found {
  status: number;
  text: string;
  /** From which page the link came that led there first. */
  from: string;
}

const LINKS = [
  /\b(?:href|src)="([^"]+)"/g,
  /<uri>([^<]+)<\/uri>/g,
  /^URL(?:;[^:]*)?:(\S+)/gm,
  /"(?:id|first|next|source)":"([^"]+)"/g,
];
const DOWNLOAD = /^\/(exports|files)\/|\.akn\.xml/;

/** The addresses on this site that a page, a feed, a calendar or the words of a mail lead to, with their fragments. */
export function linksIn(text: string, publicUrl: string): string[] {
  const plain = text.replaceAll('\r\n ', '').replaceAll('&amp;', '&');
  const named = LINKS.flatMap((pattern) => [...plain.matchAll(pattern)].map(([, link = '']) => link));
  const written = plain
    .split(publicUrl)
    .slice(1)
    .map((rest) => /^[^\s"<>)]*/.exec(rest)?.[0] ?? '');
  const own = [...named.map((link) => link.replace(publicUrl, '')), ...written];
  return [...new Set(own.filter((link) => link.startsWith('/') && !link.startsWith('//')))];
}

/** Follows every link from the paths on, or the paths alone, as this reader; gives what answered by path, and fragments that lead nowhere as status 0. */
export async function walk(
  reader: Client,
  publicUrl: string,
  starts: readonly string[],
  isOn = true,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const open = starts.map((path) => ({ path, from: 'the beginning' }));
  for (let next = open.shift(); next; next = open.shift()) {
    const [path = '', fragment] = next.path.split('#');
    const page = found.get(path) ?? (await visit(reader, path, next.from));
    if (isOn && !found.has(path)) for (const link of linksIn(page.text, publicUrl)) open.push({ path: link, from: path });
    found.set(path, page);
    if (fragment && page.status === 200 && !page.text.includes(`id="${fragment}"`))
      found.set(next.path, { status: 0, text: '', from: next.from });
  }
  return found;
}

async function visit(reader: Client, path: string, from: string): Promise<Found> {
  const response = await reader.fetch(path, { accept: 'text/html' });
  const text = await response.text();
  return { status: response.status, text: DOWNLOAD.test(path) || path === '/graphiql' ? '' : text, from };
}

/** What a walk found that is not there. */
export const missing = (found: ReadonlyMap<string, Found>): string[] =>
  [...found].filter(([, { status }]) => status !== 200).map(([path, { status, from }]) => `${path} is ${status}, from ${from}`);

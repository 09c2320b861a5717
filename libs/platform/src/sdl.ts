import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The libs in the order in which calls point left: each extends only what stands before it. */
const ROW = ['platform', 'identity', 'norms', 'rounds', 'comments', 'reviews', 'reports', 'notifications'] as const;

const LIBS = fileURLToPath(new URL('../../', import.meta.url));

/** The paths of one lib's SDL files, by name. */
function sdlFilesOf(lib: string): string[] {
  const folder = join(LIBS, lib, 'src');
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return names.sort().map((name) => join(folder, name));
}

/** The SDL of all libs in row order, as `scripts/build.mjs` laid it beside the compiled code. */
export function readTypeDefs(): string {
  const sdl = ROW.flatMap(sdlFilesOf)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  keepNarrow(sdl);
  return sdl;
}

const narrow: Record<string, true> = {};

/**
 * Makes the names of the schema known to V8 as text of one byte a character, for good, before anything else does. A name that is first cut out
 * of text with a wider character in it (one dash in a description is enough) is wide whenever it is a key, and each answer that has
 * it is put together with two bytes a character: a tenth of what a page of comments costs.
 */
function keepNarrow(sdl: string): void {
  for (const [name] of sdl.matchAll(/[A-Za-z_]\w*/g)) narrow[Buffer.from(name, 'latin1').toString('latin1')] = true;
}

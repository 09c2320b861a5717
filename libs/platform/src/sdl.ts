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
  return ROW.flatMap(sdlFilesOf)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

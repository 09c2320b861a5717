// Compiles TypeScript into dist/, file by file, and copies what is read at run time beside it.
// Only files newer than their output are touched; outputs whose source is gone are removed. Types are checked by `npm run check`.
import { transformFile } from '@swc/core';
import { copyFile, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, 'dist');
const SOURCES = ['apps', 'libs', 'tests', 'scripts'];
const CODE = /\.tsx?$/;
const DECLARATION = /\.d\.ts$/;

const swcrc = JSON.parse(await readFile(join(ROOT, '.swcrc'), 'utf8'));

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const newerThan = async (source, output) => {
  const [from, to] = await Promise.all([stat(source), stat(output).catch(() => null)]);
  return !to || from.mtimeMs > to.mtimeMs;
};

async function compile(source, output) {
  const parser = { ...swcrc.jsc.parser, tsx: source.endsWith('.tsx') };
  const options = { ...swcrc, swcrc: false, jsc: { ...swcrc.jsc, parser }, sourceFileName: relative(dirname(output), source) };
  const { code, map } = await transformFile(source, options);
  await writeFile(`${output}.map`, map ?? '');
  await writeFile(output, `${code}\n//# sourceMappingURL=${output.split('/').pop()}.map\n`);
}

async function bring(source, wanted) {
  const output = join(DIST, relative(ROOT, source)).replace(CODE, '.js');
  wanted.add(output).add(`${output}.map`);
  if (!(await newerThan(source, output))) return;
  await mkdir(dirname(output), { recursive: true });
  await (CODE.test(source) ? compile(source, output) : copyFile(source, output));
}

const sources = (await Promise.all(SOURCES.map((name) => filesBelow(join(ROOT, name))))).flat();
const wanted = new Set();
await Promise.all(sources.filter((file) => !DECLARATION.test(file) && !file.endsWith('.mjs')).map((file) => bring(file, wanted)));
for (const output of await filesBelow(DIST)) if (!wanted.has(output)) await rm(output);

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { notFound } from '#platform/refusal.js';

const DIST = fileURLToPath(new URL('../../../', import.meta.url));
const DIFF = dirname(dirname(createRequire(import.meta.url).resolve('diff')));

/** Every module that a page of ours may run, by the name under which it is served, and where it lies. */
const MODULES: Readonly<Record<string, string>> = {
  'comment-form.client.js': join(DIST, 'apps/web/src/comment-form.client.js'),
  'kept-words.client.js': join(DIST, 'apps/web/src/kept-words.client.js'),
  'proposal.client.js': join(DIST, 'apps/web/src/proposal.client.js'),
  'word-diff.rules.js': join(DIST, 'libs/norms/src/word-diff.rules.js'),
  'diff/diff/word.js': join(DIFF, 'libesm/diff/word.js'),
  'diff/diff/base.js': join(DIFF, 'libesm/diff/base.js'),
  'diff/util/string.js': join(DIFF, 'libesm/util/string.js'),
};

/** Names that a browser does not resolve by itself. */
const ADDRESSES: readonly [string, string][] = [
  [`'#norms/word-diff.rules.js'`, `'/scripts/word-diff.rules.js'`],
  [`from 'diff'`, `from '/scripts/diff/diff/word.js'`],
];

/** The scripts of our pages: modules as they were compiled, the server's own rules among them. */
@Controller('scripts')
export class ScriptsController {
  private readonly texts = new Map<string, Promise<string>>();

  /** One module; NOT_FOUND for what no page runs. */
  @Get('*')
  async module(@Param('*') name: string, @Res() reply: FastifyReply): Promise<void> {
    if (!Object.hasOwn(MODULES, name)) throw notFound('script');
    const text = this.texts.get(name) ?? textOf(MODULES[name] ?? '');
    this.texts.set(name, text);
    await reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .header('x-content-type-options', 'nosniff')
      .send(await text);
  }
}

async function textOf(file: string): Promise<string> {
  const text = (await readFile(file, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/m, '');
  return ADDRESSES.reduce((resolved, [name, address]) => resolved.replaceAll(name, address), text);
}

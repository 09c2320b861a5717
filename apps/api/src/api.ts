import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { DiscoveryModule, DiscoveryService, NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance } from 'fastify';
import { LIMITS } from '#platform/graphql-limits.js';
import { newId } from '#platform/ids.js';
import { NestLog } from '#platform/log.js';
import { Nodes } from '#platform/node.service.js';
import { assertEveryNodeIsFound, assertEveryOperationDeclares } from '#platform/operations.js';
import { insist } from '#platform/refusal.js';
import { refuseCharacters } from '#platform/text.rules.js';
import type { Platform } from '#platform/platform.module.js';
import { AppModule } from './app.module.js';
import { LARGEST_UPLOAD } from './files.controller.js';
import { NODES_NOT_YET } from './not-implemented.js';
import { insistOwnForm } from './own-forms.js';
import { RefusalFilter } from './refusal.filter.js';

/** Builds the API, and refuses to where an operation lacks its rule of access or a Node cannot be found. Does not listen yet. */
export async function makeApi(platform: Platform): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    ...{ bodyLimit: LIMITS.bodyBytes, genReqId: newId, trustProxy: platform.config.trustProxy },
    querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)), // of what comes twice the last: always a text, never a list
  });
  const app = await NestFactory.create<NestFastifyApplication>(root(platform), adapter, {
    logger: new NestLog(platform.logger),
    abortOnError: false,
    bodyParser: false,
  });
  await plugIn(app.getHttpAdapter().getInstance(), platform.config.publicUrl);
  app.useGlobalFilters(new RefusalFilter(platform.logger));
  await app.init();
  assertEveryOperationDeclares(app.get(DiscoveryService));
  assertEveryNodeIsFound(app.get(GraphQLSchemaHost).schema, app.get(Nodes), NODES_NOT_YET);
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

const root = (platform: Platform) => ({
  ...AppModule.with(platform),
  imports: [...(AppModule.with(platform).imports ?? []), DiscoveryModule],
});

async function plugIn(fastify: FastifyInstance, publicUrl: string): Promise<void> {
  fastify.addHook('onRequest', async ({ url }) => insist(url.includes('%00') ? refuseCharacters('', '\u0000') : null));
  await fastify.register(cookie);
  await fastify.register(multipart, { limits: { fileSize: LARGEST_UPLOAD, files: 1, fields: 0 } });
  readForms(fastify, publicUrl);
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, JSON.parse(String(body)));
    } catch {
      done(notJson());
    }
  });
}

/** Forms of our own pages, and of no others. */
function readForms(fastify: FastifyInstance, publicUrl: string): void {
  fastify.addHook('onRequest', async (request) => insistOwnForm(request, publicUrl));
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 10_000 },
    (_request, body, done) => {
      const fields = [...new URLSearchParams(String(body))];
      const refusal = fields.map(([name, text]) => refuseCharacters(name, text)).find((one) => one !== null);
      done(refusal ?? null, Object.fromEntries(fields));
    },
  );
}

/** GraphQL over HTTP, 6.1: a body that is not JSON is 400, with an error that says so. */
const notJson = (): FastifyError =>
  Object.assign(new Error('The body is not JSON. Send {"query": "…", "variables": {…}}.'), {
    statusCode: 400,
    code: 'BAD_USER_INPUT',
    name: 'FastifyError',
  });

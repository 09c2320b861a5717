import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { aknFaults } from '#norms/akn.schema.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';

interface Provision {
  eId: string;
  parentEId: string | null;
  number: string | null;
  heading: string | null;
  text: string;
  kind: string;
}

const FIELDS = 'eId parentEId number heading text kind';
const FINAL = readFileSync('apps/cli/demo/nist-sp800-63b/final-2017-06-23.md', 'utf8');
const DRAFT = readFileSync('apps/cli/demo/nist-sp800-63b/draft-2017-01-30.md', 'utf8');

describe('documents in and out', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let reader: Client;
  let norm: { id: string; slug: string };
  let versions: string[];

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    reader = await platform.person('Rea Der');
    norm = (await organizer.call<{ norm: typeof norm }>('createNorm', { title: 'Digital identity' }, 'norm { id slug }')).norm;
    versions = [await imported('draft.md', DRAFT), await imported('final.md', FINAL)];
    for (const versionId of versions) await organizer.call('publishNormVersion', { versionId }, 'version { id }');
  });
  afterAll(() => platform.stop());

  async function imported(fileName: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const fileId = await organizer.upload(fileName, content);
    const input = { normId: norm.id, fileId, label: fileName };
    const { version } = await organizer.call<{ version: { id: string } }>('importNormVersion', input, 'version { id }');
    return version.id;
  }

  const textOf = async (id: string): Promise<Provision[]> => {
    const query = `query($id: ID!) { node(id: $id) { ... on NormVersion { provisions { ${FIELDS} } } } }`;
    return (await organizer.get<{ node: { provisions: Provision[] } }>(query, { id })).node.provisions;
  };

  async function exported(client: Client, input: object): Promise<{ name: string; type: string; content: Buffer }> {
    const request = { kind: 'NORM', ...input };
    const { export: row } = await client.call<{ export: { id: string } }>('requestExport', request, 'export { id }');
    await platform.drain();
    const response = await client.fetch(`/exports/${row.id}`);
    expect(response.status).toBe(200);
    const name = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '');
    return { name, type: response.headers.get('content-type') ?? '', content: Buffer.from(await response.arrayBuffer()) };
  }

  it.each(['AKN', 'MARKDOWN', 'DOCX'])('a version exported as %s and imported again is the same tree', async (format) => {
    const { content, name } = await exported(reader, { versionId: versions[1], format });
    expect(name).toMatch(/^digital-identity-v2-en-public\./);
    const again = await imported('whatever.bin', new Uint8Array(content));
    expect(await textOf(again)).toEqual(await textOf(versions[1]!));
  });

  it('HTML comes in the language and with the changes that were asked for', async () => {
    const { content, type } = await exported(reader, {
      versionId: versions[1],
      format: 'HTML',
      changesSinceVersionId: versions[0],
    });
    expect(type).toMatch(/^text\/html/);
    expect(content.toString()).toMatch(/<html lang="en" dir="ltr">[\s\S]*<del>[\s\S]*<ins>/);
  });

  it('changes are marked against an earlier version of the same norm alone', async () => {
    const refused = (input: object) =>
      reader.refused('requestExport', { kind: 'NORM', format: 'HTML', ...input }, 'export { id }');
    const later = await refused({ versionId: versions[0], changesSinceVersionId: versions[1] });
    expect(later.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'changesSinceVersionId' }] });
  });

  it('a version that is being written is exported for those who may see it, and does not exist for others', async () => {
    const working = await imported('next.md', '# 1 Scope\n\nA next text.\n');
    const denied = await reader.refused('requestExport', { kind: 'NORM', format: 'AKN', versionId: working }, 'export { id }');
    expect(denied.extensions.code).toBe('NOT_FOUND');
    const { content } = await exported(organizer, { versionId: working, format: 'AKN' });
    expect(content.toString()).toContain('A next text.');
    expect((await reader.fetch(await addressOf(working))).status).toBe(404);
    expect((await organizer.fetch(await addressOf(working))).status).toBe(200);
  });

  const addressOf = async (id: string): Promise<string> => {
    const query = 'query($id: ID!) { node(id: $id) { ... on NormVersion { number } } }';
    const { node } = await organizer.get<{ node: { number: number } }>(query, { id });
    return `/norms/${norm.slug}/versions/${node.number}.akn.xml`;
  };

  it('a published version stands at an address as valid Akoma Ntoso, for everyone, and is not sent twice', async () => {
    const response = await fetch(new URL(await addressOf(versions[1]!), platform.url));
    expect(response.headers.get('content-type')).toBe('application/akn+xml; charset=utf-8');
    expect(await aknFaults(await response.text())).toEqual([]);
    const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await fetch(new URL(await addressOf(versions[1]!), platform.url), { headers })).status).toBe(304);
    for (const path of ['/99.akn.xml', '/1.akn.json', '/x.akn.xml'])
      expect((await fetch(new URL(`/norms/${norm.slug}/versions${path}`, platform.url))).status).toBe(404);
  });

  it('a preview shows the tree, its language and what was left out, and stores nothing', async () => {
    const fileId = await organizer.upload('act.xml', readFileSync('tests/fixtures/akn/us_Act_2011-11-29.xml', 'utf8'));
    const before = await platform.db.readOne(
      'select (select count(*) from norm_version) as v, (select count(*) from provision) as p',
    );
    const { preview } = await organizer.get<{ preview: { provisions: (Provision & { locale: string })[]; warnings: string[] } }>(
      `query($fileId: ID!) { preview: previewNormImport(fileId: $fileId) { provisions { ${FIELDS} locale } warnings } }`,
      { fileId },
    );
    expect(preview.provisions.find(({ eId }) => eId === 'sec_2')).toMatchObject({
      number: 'SEC. 2.',
      kind: 'DEFINITION',
      locale: 'en',
    });
    expect(preview.warnings).toEqual(['Notes left out: lines 83, 98, 282.']);
    expect(
      await platform.db.readOne('select (select count(*) from norm_version) as v, (select count(*) from provision) as p'),
    ).toEqual(before);
  });

  it('every fault that the schema finds is named with its line', async () => {
    const xml = readFileSync('tests/fixtures/akn/us_Act_2011-11-29.xml', 'utf8')
      .replace('<body>', '<body><wrong/>')
      .replace('<preface', '<preface bad="1"');
    const fileId = await organizer.upload('act.xml', xml);
    const error = await organizer.refused('importNormVersion', { normId: norm.id, fileId, label: 'x' }, 'version { id }');
    expect(error.extensions.fields?.length).toBeGreaterThanOrEqual(2);
    expect(error.extensions.fields?.every(({ message }) => /^Line \d+: /.test(message))).toBe(true);
  });
});

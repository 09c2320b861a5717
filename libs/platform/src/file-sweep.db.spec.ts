import { access, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.js';
import { Ctx } from './ctx.js';
import { Database } from './database.js';
import { FileStore } from './file-store.js';
import { FileSweep } from './file-sweep.service.js';
import { newId } from './ids.js';

const LATER = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);

describe('what nobody keeps any more', () => {
  let database: TestDatabase;
  let db: Database;
  let folder: string;
  let store: FileStore;
  let sweep: FileSweep;
  let ctx: Ctx;
  let owner: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await Database.connect(database.url, []);
    folder = await mkdtemp(join(tmpdir(), 'colloquy-files-'));
    store = new FileStore(folder);
    sweep = new FileSweep(store);
    ctx = Ctx.system(db, 'test');
    owner = newId();
    await db.read(
      `insert into account (id, email, display_name, password_hash, locale, created_at) values ($1, 'owner@people.test', 'Owner', '', 'en', now()) returning id`,
      [owner],
    );
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const put = async (text: string): Promise<string> =>
    (
      await store.put(
        (async function* () {
          yield await Promise.resolve(Buffer.from(text));
        })(),
      )
    ).sha256;
  const row = (sha256: string): Promise<unknown> =>
    db.read(
      `insert into file (id, owner_id, file_name, media_type, size, sha256, safety, created_at)
       values ($1, $2, 'a.txt', 'text/plain', 1, $3, 'UNSCANNED', now()) returning id`,
      [newId(), owner, sha256],
    );
  const isThere = (sha256: string): Promise<boolean> =>
    access(join(folder, sha256.slice(0, 2), sha256)).then(
      () => true,
      () => false,
    );

  it('is thrown away after a day, and what a row names is not, nor what was stored just now', async () => {
    const [kept, gone] = [await put('kept'), await put('gone')];
    await row(kept);
    await writeFile(join(folder, 'cut-short.part'), 'x');
    await sweep.pass(ctx, LATER(23));
    expect([await isThere(kept), await isThere(gone)]).toEqual([true, true]);
    await sweep.pass(ctx, LATER(25));
    expect([await isThere(kept), await isThere(gone)]).toEqual([true, false]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is kept when any of two rows still names it', async () => {
    const twice = await put('twice');
    await row(twice);
    await row(twice);
    await db.read('delete from file where id = (select id from file where sha256 = $1 limit 1) returning id', [twice]);
    await sweep.pass(ctx, LATER(25));
    expect(await isThere(twice)).toBe(true);
  });

  it('is there again where a worker died after setting it aside', async () => {
    const kept = await put('left aside');
    await row(kept);
    const path = join(folder, kept.slice(0, 2), kept);
    await rename(path, `${path}.0190.aside`);
    await store.tidy(LATER(1));
    expect(await isThere(kept)).toBe(true);
  });

  it('stays whenever it is put again while it is being thrown away', async () => {
    const again = await put('again');
    for (let turn = 0; turn < 300; turn++) {
      await utimes(join(folder, again.slice(0, 2), again), LATER(-48), LATER(-48));
      await Promise.all([store.discard(again, LATER(-24)), put('again')]);
      expect(await isThere(again)).toBe(true);
    }
  });
});

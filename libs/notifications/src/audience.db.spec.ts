import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform/database.js';
import { createTestDatabase } from '../../../tests/support/database.js';
import { UNTOLD } from '../../../tests/support/untold.js';
import { accountsOf, AUDIENCES } from './audience.queries.js';
import { tellOfEvent } from './notification.jobs.js';

const TOLD = tellOfEvent.on;

/** The code of everything that tells events, without its tests. */
async function sources(): Promise<string> {
  const entries = await Promise.all(['libs', 'apps'].map((root) => readdir(root, { recursive: true, withFileTypes: true })));
  const files = entries
    .flat()
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.spec.'))
    .map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}

describe('every event', () => {
  let code: string;
  beforeAll(async () => {
    code = await sources();
  });

  it('that the code tells is told to somebody, or to nobody on purpose', () => {
    const told = [...code.matchAll(/\baction: '([a-z_]+\.[a-z_]+)'/g)].map(([, action]) => action ?? '');
    expect(told.length).toBeGreaterThan(60);
    const undecided = told.filter((action) => !TOLD.includes(action) && !(action in UNTOLD));
    expect(undecided).toEqual([]);
  });

  it('is in one of the two lists alone, and is one that the code tells', () => {
    const listed = [...TOLD, ...Object.keys(UNTOLD)];
    expect(listed.toSorted()).toEqual([...new Set(listed)].toSorted());
    const unknown = listed.filter((action) => !code.includes(`'${action}'`) && !TELLS_BY_VERB.test(action));
    expect(unknown).toEqual([]);
  });
});

/** Told as `provision.${verb}`, `milestone.${verb}` or `round.${TOLD[move]}`. */
const TELLS_BY_VERB = /^(provision|milestone|round)\./;

describe('who is told of', () => {
  let db: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await createTestDatabase();
    db = await Database.connect(database.url, []);
    drop = database.drop;
  });
  afterAll(async () => {
    await db.close();
    await drop();
  });

  it.each(Object.entries(AUDIENCES))('%s is a statement that the database takes', async (_action, audiences) => {
    for (const { who, comment, addresses } of audiences) {
      expect(await db.read(accountsOf(who), [null, null, null, null])).toEqual([]);
      if (comment) expect(await db.read(comment, [null])).toEqual([]);
      if (addresses) expect(await db.read(addresses, [null])).toEqual([]);
    }
  });
});

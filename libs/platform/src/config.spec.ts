import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { type Config, ConfigError, readConfig } from './config.js';

type Env = Record<string, string>;

/** What is wrong with the settings, one line for each problem. */
function problemsOf(env: Env): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('a setting that is not given', () => {
  const production = { NODE_ENV: 'production' };
  const external = { DATABASE_URL: 'postgres://db.test/colloquy' };

  it.each<[keyof Config, unknown, Env]>([
    ['port', 3000, {}],
    ['publicUrl', 'http://localhost:3000', {}],
    ['publicUrl', 'http://localhost:8080', { PORT: '8080' }],
    ['dataDir', './data', {}],
    ['databaseUrl', undefined, {}],
    ['replicaUrls', [], {}],
    ['redisUrl', undefined, {}],
    ['s3Url', undefined, {}],
    ['smtpUrl', undefined, {}],
    ['mailFrom', 'Colloquy <no-reply@localhost>', {}],
    ['admin', undefined, {}],
    ['staffSecondFactor', 'optional', {}],
    ['staffSecondFactor', 'required', production],
    ['demoData', true, {}],
    ['demoData', false, production],
    ['demoData', false, external],
    ['llm', undefined, {}],
    ['oidcIssuers', [], {}],
    ['logLevel', 'info', {}],
    ['production', false, {}],
    ['production', true, production],
  ])('is as the contract says: %s is %j with %j', (name, value, env) => {
    expect(readConfig(env)[name]).toEqual(value);
  });

  it('is the same as one that is empty or blank', () => {
    const blank = new Proxy<Env>({}, { get: (_env, name) => (name === 'NODE_ENV' ? undefined : '  ') });
    expect(readConfig(blank)).toEqual(readConfig({}));
  });

  it('leaves the settings as they were read: nobody changes them later', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('a setting that cannot be used', () => {
  const wrong: Record<string, Env> = {
    PORT: { PORT: '65536' },
    PUBLIC_URL: { PUBLIC_URL: 'colloquy.example.org' },
    DATABASE_URL: { DATABASE_URL: 'mysql://root:s3cret@db.test' },
    DATABASE_REPLICA_URLS: { DATABASE_REPLICA_URLS: 'postgres://replica.test/colloquy, s3cret replica' },
    REDIS_URL: { REDIS_URL: 'http://:s3cret@redis.test' },
    S3_URL: { S3_URL: 's3cret bucket' },
    SMTP_URL: { SMTP_URL: 'user:s3cret@mail.test' },
    ADMIN_PASSWORD: { ADMIN_EMAIL: 'admin@example.org' },
    STAFF_SECOND_FACTOR: { STAFF_SECOND_FACTOR: 'sometimes' },
    DEMO_DATA: { DEMO_DATA: 'yes' },
    LLM_MODEL: { LLM_URL: 'https://llm.test/v1', LLM_KEY: 's3cret' },
    OIDC_ISSUERS: { OIDC_ISSUERS: '[{"id": "example", "clientSecret": "s3cret"}]' },
    LOG_LEVEL: { LOG_LEVEL: 'loud' },
  };

  it.each(Object.entries(wrong))('is told by its name, alone, and without giving a secret away: %s', (name, env) => {
    const problems = problemsOf(env);
    expect(problems).toEqual([expect.stringContaining(name)]);
    expect(problems.join()).not.toContain('s3cret');
  });

  it.each(['-1', '80.5', 'http'])('is a port that is none: %s', (PORT) => expect(problemsOf({ PORT })).toHaveLength(1));
  it.each(['{', '{}', '["x"]'])('is a list of issuers that is none: %s', (OIDC_ISSUERS) =>
    expect(problemsOf({ OIDC_ISSUERS })).toHaveLength(1),
  );
  it('is half an administrator', () => expect(problemsOf({ ADMIN_PASSWORD: 'a long enough password' })).toHaveLength(1));

  it('is told together with all the others, so that one look is enough', () => {
    const all = Object.assign({}, ...Object.values(wrong)) as Env;
    const problems = problemsOf(all);
    expect(Object.keys(wrong).filter((name) => !problems.some((problem) => problem.includes(name)))).toEqual([]);
    expect(problems).toHaveLength(Object.keys(wrong).length);
    expect(() => readConfig(all)).toThrow(problems.join('\n  - '));
  });
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8').split('\n');
  const settings = lines.map((line) => line.replace(/^# (?=[A-Z0-9_]+=)/, ''));
  const example = parseEnv(settings.join('\n')) as Env;

  /** Every name that is asked for, also of settings that are read only beside another. */
  function namesRead(): Set<string> {
    const names = new Set<string>();
    for (const value of [undefined, 'https://example.org']) {
      problemsOf(new Proxy<Env>({}, { get: (_env, name) => (names.add(String(name)), value) }));
    }
    return names;
  }

  it('has exactly the settings that are read', () => {
    expect(Object.keys(example).sort()).toEqual([...namesRead()].sort());
  });

  it('says above each what it means', () => {
    const unexplained = settings.filter(
      (line, i) => /^[A-Z0-9_]+=/.test(line) && !/^# [A-Z].{10,}\.$/.test(settings[i - 1] ?? ''),
    );
    expect(unexplained).toEqual([]);
  });

  it('can be used as it is, in part or whole', () => {
    expect(problemsOf(example)).toEqual([]);
    const config = readConfig(example);
    const { port, dataDir, mailFrom, logLevel } = readConfig({});
    expect(config).toMatchObject({ port, dataDir, mailFrom, logLevel });
  });
});

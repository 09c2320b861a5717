import { parseNetwork } from './address.rules.js';

/** The settings of contract.md, read once and checked together. */
export interface Config {
  port: number;
  publicUrl: string;
  /** Whether the caller's address is taken from the word of a proxy that stands before the API. */
  trustProxy: boolean;
  dataDir: string;
  databaseUrl?: string;
  replicaUrls: string[];
  redisUrl?: string;
  s3Url?: string;
  smtpUrl?: string;
  /** Where clamd listens; none: files are not scanned. */
  clamdUrl?: string;
  mailFrom: string;
  /** The key that mails are signed with (DKIM). */
  dkim?: { domain: string; selector: string; keyFile: string };
  /** Mails a second to one recipient's host from one worker, at most; 0: no limit of ours. */
  mailHostRate: number;
  /** Seconds until a mail that failed for now is tried again; each further time four times longer. */
  mailRetrySeconds: number;
  /** Networks that webhooks may call although they are not public, as `address/bits`. */
  webhookNetworks: string[];
  admin?: { email: string; password: string };
  staffSecondFactor: 'required' | 'optional';
  demoData: boolean;
  llm?: { url: string; model: string; key?: string };
  oidcIssuers: OidcIssuer[];
  logLevel: string;
  production: boolean;
}

/** One institution whose people may sign in through it. */
export interface OidcIssuer {
  id: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  label: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** An obstacle that whoever starts the platform can remove; the message says how. */
export class CannotStart extends Error {}

/** Everything that is wrong with the settings, each with its name and what to do. */
export class ConfigError extends CannotStart {
  constructor(readonly problems: string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const POSTGRES = ['postgres:', 'postgresql:'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads the settings and freezes them; throws `ConfigError` with every problem at once. Empty values count as not set. */
export function readConfig(env: Env): Config {
  const problems: string[] = [];
  const read = new Reader(env, problems);
  const config = assemble(read, env);
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

/** The database's address where one role runs alone; `ConfigError` where none is named. */
export function databaseOf(config: Config): string {
  if (config.databaseUrl) return config.databaseUrl;
  throw new ConfigError([
    'DATABASE_URL is needed to run one role alone. Without it, use "start", which brings a database of its own.',
  ]);
}

function assemble(read: Reader, env: Env): Config {
  const production = env['NODE_ENV'] === 'production';
  const port = read.port('PORT', 3000);
  const databaseUrl = read.url('DATABASE_URL', POSTGRES);
  return {
    port,
    publicUrl: (read.url('PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${port}`).replace(/\/$/, ''),
    trustProxy: read.flag('TRUST_PROXY', false),
    dataDir: read.text('DATA_DIR') ?? './data',
    ...given('databaseUrl', databaseUrl),
    replicaUrls: read.urls('DATABASE_REPLICA_URLS', POSTGRES),
    ...given('redisUrl', read.url('REDIS_URL', ['redis:', 'rediss:'])),
    ...given('s3Url', read.url('S3_URL', ['http:', 'https:', 's3:'])),
    ...given('clamdUrl', read.url('CLAMD_URL', ['tcp:', 'unix:'])),
    ...given('smtpUrl', read.url('SMTP_URL', ['smtp:', 'smtps:'])),
    mailFrom: read.text('MAIL_FROM') ?? 'Colloquy <no-reply@localhost>',
    ...given('dkim', read.dkim()),
    mailHostRate: read.number('MAIL_HOST_RATE', 0, 10_000),
    mailRetrySeconds: read.number('MAIL_RETRY_SECONDS', 15, 3600),
    webhookNetworks: read.networks('WEBHOOK_PRIVATE_NETWORKS'),
    ...given('admin', read.admin()),
    staffSecondFactor: read.choice(
      'STAFF_SECOND_FACTOR',
      ['required', 'optional'] as const,
      production ? 'required' : 'optional',
    ),
    demoData: read.flag('DEMO_DATA', databaseUrl === undefined && !production),
    ...given('llm', read.llm()),
    oidcIssuers: read.issuers(),
    logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    production,
  };
}

/** A member where there is a value, nothing where there is none. */
const given = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);

const isUrl = (text: string, protocols: readonly string[]): boolean =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);
const schemes = (protocols: readonly string[]): string => protocols.map((protocol) => `${protocol}//`).join(' or ');

/** Reads one setting after another and notes what is wrong instead of stopping at it. */
class Reader {
  constructor(
    private readonly env: Env,
    private readonly problems: string[],
  ) {}

  text(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  port(name: string, otherwise: number): number {
    const text = this.text(name);
    const port = text === undefined ? otherwise : Number(text);
    if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
    return this.problem(otherwise, `${name} must be a port from 0 to 65535; it is "${text}".`);
  }

  url(name: string, protocols: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text === undefined || isUrl(text, protocols)) return text;
    return this.problem(undefined, `${name} must be an address that begins with ${schemes(protocols)}.`);
  }

  urls(name: string, protocols: readonly string[]): string[] {
    const parts = (this.text(name) ?? '').split(',').flatMap((part) => part.trim() || []);
    if (parts.every((part) => isUrl(part, protocols))) return parts;
    return this.problem([], `${name} must be addresses that begin with ${schemes(protocols)}, with commas between them.`);
  }

  networks(name: string): string[] {
    const parts = (this.text(name) ?? '').split(',').flatMap((part) => part.trim() || []);
    if (parts.every((part) => parseNetwork(part))) return parts;
    return this.problem([], `${name} must be networks such as 10.1.0.0/16 or fd00::/8, with commas between them.`);
  }

  flag(name: string, otherwise: boolean): boolean {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined) return otherwise;
    if (text === 'true' || text === 'false') return text === 'true';
    return this.problem(otherwise, `${name} must be true or false; it is "${text}".`);
  }

  choice<T extends string>(name: string, choices: readonly T[], otherwise: T): T {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    if ((choices as readonly string[]).includes(text)) return text as T;
    return this.problem(otherwise, `${name} must be one of ${choices.join(', ')}; it is "${text}".`);
  }

  number(name: string, otherwise: number, largest: number): number {
    const text = this.text(name);
    const number = text === undefined ? otherwise : Number(text);
    if (Number.isFinite(number) && number >= 0 && number <= largest) return number;
    return this.problem(otherwise, `${name} must be a number from 0 to ${largest}; it is "${text}".`);
  }

  dkim(): Config['dkim'] {
    const [domain, selector, keyFile] = [this.text('DKIM_DOMAIN'), this.text('DKIM_SELECTOR'), this.text('DKIM_KEY_FILE')];
    if (domain && selector && keyFile) return { domain, selector, keyFile };
    if (!domain && !selector && !keyFile) return undefined;
    return this.problem(undefined, 'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE go together: set all three, or none.');
  }

  admin(): Config['admin'] {
    const [email, password] = [this.text('ADMIN_EMAIL'), this.text('ADMIN_PASSWORD')];
    if (email && password) return { email, password };
    if (!email && !password) return undefined;
    return this.problem(undefined, 'ADMIN_EMAIL and ADMIN_PASSWORD go together: set both, or neither.');
  }

  llm(): Config['llm'] {
    const url = this.url('LLM_URL', ['http:', 'https:']);
    const model = this.text('LLM_MODEL');
    if (!url) return undefined;
    if (!model) return this.problem(undefined, 'LLM_URL needs LLM_MODEL, the name of the model to ask for.');
    return { url, model, ...given('key', this.text('LLM_KEY')) };
  }

  issuers(): OidcIssuer[] {
    const wrong = 'OIDC_ISSUERS must be a JSON list of {"id", "issuer", "clientId", "clientSecret", "label"}.';
    try {
      const list = JSON.parse(this.text('OIDC_ISSUERS') ?? '[]') as unknown;
      return Array.isArray(list) && list.every(isIssuer) ? list : this.problem([], wrong);
    } catch {
      return this.problem([], wrong);
    }
  }

  private problem<T>(otherwise: T, message: string): T {
    this.problems.push(message);
    return otherwise;
  }
}

function isIssuer(value: unknown): value is OidcIssuer {
  const issuer = value as Record<string, unknown> | null;
  return (
    typeof issuer === 'object' &&
    ['id', 'issuer', 'clientId', 'clientSecret', 'label'].every((key) => typeof issuer?.[key] === 'string')
  );
}

import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

const SIGNING = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const CLIENT = { clientId: 'colloquy', clientSecret: 'a secret between the two of us' };

/** What the issuer knows of a person. */
export interface Person {
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** An OpenID provider on this machine, at which whoever comes is at once signed in as `subject`. */
export class TestIssuer {
  subject = '';
  readonly people = new Map<string, Person>();

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  /** Starts it for a platform that people know by `publicUrl`. */
  static async start(publicUrl: string): Promise<TestIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const issuer = new TestIssuer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    const provider = issuer.provider(publicUrl);
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return answer(request, response);
      void provider.interactionFinished(request, response, { login: { accountId: issuer.subject }, consent: {} });
    });
    return issuer;
  }

  /** The platform's setting for it, and for one that nobody answers at. */
  get setting(): string {
    const away = { id: 'away', issuer: 'http://127.0.0.1:1', ...CLIENT, label: 'The Absent' };
    return JSON.stringify([{ id: 'institute', issuer: this.url, ...CLIENT, label: 'The Institute' }, away]);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private provider(publicUrl: string): Provider {
    const provider: Provider = new Provider(this.url, {
      clients: [
        {
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          redirect_uris: [`${publicUrl}/auth/institute/callback`],
        },
      ],
      claims: { email: ['email', 'email_verified'], profile: ['name'] },
      cookies: { keys: ['of the test alone'] },
      jwks: { keys: [{ ...SIGNING.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
      renderError: (ctx: { body: unknown }, out: object) => void (ctx.body = out),
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx: object, { uid }: { uid: string }) => `/interaction/${uid}` },
      pkce: { required: () => true },
      findAccount: (_ctx: object, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...this.people.get(sub) }) }),
      loadExistingGrant: async () => {
        const grant = new provider.Grant({ accountId: this.subject, clientId: CLIENT.clientId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
    });
    return provider;
  }
}

/** A browser as far as cookies and redirects go; `aliases` says where an address really leads. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  constructor(private readonly aliases: Readonly<Record<string, string>>) {}

  /** Goes to an address and on to wherever it is sent, at most so many times. */
  async go(address: string, hops = 12): Promise<{ status: number; text: string; location: string | null }> {
    const url = new URL(address);
    const response = await fetch(this.really(url), { redirect: 'manual', headers: { cookie: this.cookiesOf(url) } });
    for (const cookie of response.headers.getSetCookie()) this.keep(url, cookie);
    const location = response.headers.get('location');
    if (!location || hops === 0) return { status: response.status, text: await response.text(), location };
    return this.go(new URL(location, url).href, hops - 1);
  }

  /** Keeps a cookie as if the site had set it. */
  keep({ origin }: URL, cookie: string): void {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    this.jars.set(origin, value ? jar.set(name, value) : (jar.delete(name), jar));
  }

  /** What the browser holds under a name for a site. */
  cookie(origin: string, name: string): string | null {
    return this.jars.get(origin)?.get(name) ?? null;
  }

  private really(url: URL): string {
    return url.href.replace(url.origin, this.aliases[url.origin] ?? url.origin);
  }

  private cookiesOf({ origin }: URL): string {
    return [...(this.jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

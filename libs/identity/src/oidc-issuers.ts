import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  fetchUserInfo,
} from 'openid-client';
import { createHash } from 'node:crypto';
import type { OidcIssuer } from '#platform/config.js';
import type { Claims } from './oidc.rules.js';

const SCOPES = ['openid', 'email', 'profile'];
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What one passage asks back, derived from its secret, so that the browser's cookie holds all of it and nothing else does. */
const asked = (secret: string, use: 'state' | 'nonce' | 'verifier'): string =>
  createHash('sha256').update(`${use}:${secret}`).digest('base64url');

/** One issuer, spoken to by the code flow with PKCE, state and nonce (OpenID Connect Core, 3.1; RFC 7636). */
export class OidcRelyingParty {
  private found: Promise<Configuration> | null = null;

  constructor(
    readonly issuer: OidcIssuer,
    private readonly publicUrl: string,
  ) {}

  /** Where to send the browser that holds the secret. */
  async address(secret: string): Promise<URL> {
    const configuration = await this.configuration();
    const offered = configuration.serverMetadata().scopes_supported ?? SCOPES;
    return buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.publicUrl}/auth/${this.issuer.id}/callback`,
      scope: SCOPES.filter((scope) => scope === 'openid' || offered.includes(scope)).join(' '),
      code_challenge: await calculatePKCECodeChallenge(asked(secret, 'verifier')),
      code_challenge_method: 'S256',
      state: asked(secret, 'state'),
      nonce: asked(secret, 'nonce'),
    });
  }

  /** Who came back by `path`; throws where the answer is not one to this secret. */
  async claims(secret: string, path: string): Promise<Claims> {
    const configuration = await this.configuration();
    const tokens = await authorizationCodeGrant(configuration, new URL(`${this.publicUrl}${path}`), {
      pkceCodeVerifier: asked(secret, 'verifier'),
      expectedState: asked(secret, 'state'),
      expectedNonce: asked(secret, 'nonce'),
      idTokenExpected: true,
    });
    const { sub = '', ...inToken }: Readonly<Record<string, unknown>> & { sub?: string } = tokens.claims() ?? {};
    const asks = inToken['email'] === undefined && configuration.serverMetadata().userinfo_endpoint;
    const more = asks ? await fetchUserInfo(configuration, tokens.access_token, sub) : {};
    return claimsOf(sub, { ...inToken, ...more });
  }

  private configuration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.issuer;
    const server = new URL(issuer);
    const onThisMachine = server.protocol === 'http:' && LOOPBACK.has(server.hostname);
    const options = { timeout: 10, ...(onThisMachine ? { execute: [allowInsecureRequests] } : {}) };
    this.found ??= discovery(server, clientId, clientSecret, undefined, options).catch((error: unknown) => {
      this.found = null;
      throw error;
    });
    return this.found;
  }
}

function claimsOf(subject: string, claims: Readonly<Record<string, unknown>>): Claims {
  const text = (name: string): string | null => (typeof claims[name] === 'string' ? (claims[name] as string) : null);
  return { subject, email: text('email'), emailVerified: claims['email_verified'] === true, name: text('name') };
}

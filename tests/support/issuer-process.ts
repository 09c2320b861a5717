import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { ISSUER_CLIENT, type Person } from './issuer.types.js';

// The process behind `TestIssuer`: a message tells who comes next, and each is answered when it holds.
const people = new Map<string, Person>();
let subject = '';

const SIGNING = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

function makeProvider(url: string, publicUrl: string): Provider {
  const provider: Provider = new Provider(url, {
    clients: [
      {
        client_id: ISSUER_CLIENT.clientId,
        client_secret: ISSUER_CLIENT.clientSecret,
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
    findAccount: (_ctx: object, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    loadExistingGrant: async () => {
      const grant = new provider.Grant({ accountId: subject, clientId: ISSUER_CLIENT.clientId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  return provider;
}

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const provider = makeProvider(url, process.argv[2] ?? '');
const answer = provider.callback();
server.on('request', (request, response) => {
  if (!request.url?.startsWith('/interaction/')) return answer(request, response);
  void provider.interactionFinished(request, response, { login: { accountId: subject }, consent: {} });
});
process.on('message', (next: { subject: string; person: Person }) => {
  subject = next.subject;
  people.set(next.subject, next.person);
  process.send?.('known');
});
process.on('disconnect', () => process.exit(0));
process.send?.(url);

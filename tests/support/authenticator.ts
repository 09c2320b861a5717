import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const text = (data: Buffer): string => data.toString('base64url');

/** CBOR (RFC 8949) of the few shapes that WebAuthn needs: small integers, text, bytes, maps. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const pairs = [...value].flatMap(([key, of]) => [cbor(key), cbor(of as string)]);
  return Buffer.concat([head(5, value.size), ...pairs]);
}

function head(major: number, n: number): Buffer {
  if (n < 24) return Buffer.from([(major << 5) | n]);
  return n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
}

/** How an answer is made other than an honest authenticator in an honest browser would make it. */
export interface Deviation {
  origin?: string;
  rpId?: string;
  verifiesUser?: boolean;
  counter?: number;
  userHandle?: string;
}
interface CreationOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
}

/** A software authenticator with one passkey (ES256), and the browser around it: WebAuthn Level 3, 6.1 and 5.1. */
export class Authenticator {
  readonly credentialId = randomBytes(32);
  private readonly publicKey: KeyObject;
  private readonly privateKey: KeyObject;
  private counter = 0;
  private userHandle = '';

  constructor(private readonly origin: string) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /** Answers `navigator.credentials.create`, as RegistrationResponseJSON. */
  create(options: CreationOptions, deviation: Deviation = {}): object {
    this.userHandle = options.user.id;
    const clientData = this.clientData('webauthn.create', options.challenge, deviation);
    const idLength = Buffer.from([0, this.credentialId.length]);
    const attested = Buffer.concat([Buffer.alloc(16), idLength, this.credentialId, this.coseKey()]);
    const authData = Buffer.concat([this.authData(deviation.rpId ?? options.rp.id, 0x40, deviation), attested]);
    const attestation = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    return this.credential({ clientDataJSON: text(clientData), attestationObject: text(attestation) });
  }

  /** Answers `navigator.credentials.get`, as AuthenticationResponseJSON. */
  get(options: { challenge: string; rpId: string }, deviation: Deviation = {}): object {
    const clientData = this.clientData('webauthn.get', options.challenge, deviation);
    const authData = this.authData(deviation.rpId ?? options.rpId, 0, deviation);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.privateKey);
    const userHandle = deviation.userHandle ?? this.userHandle;
    const made = { clientDataJSON: text(clientData), authenticatorData: text(authData), signature: text(signature), userHandle };
    return this.credential(made);
  }

  private credential(response: object): object {
    const id = text(this.credentialId);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private clientData(type: string, challenge: string, { origin = this.origin }: Deviation): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  private authData(rpId: string, flags: number, { verifiesUser = true, counter }: Deviation): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? ++this.counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags | 0x01 | (verifiesUser ? 0x04 : 0)]), count]);
  }

  /** The public key as COSE_Key (RFC 9053, 7.1.1). */
  private coseKey(): Buffer {
    const { x = '', y = '' } = this.publicKey.export({ format: 'jwk' });
    const point = [x, y].map((coordinate) => Buffer.from(coordinate, 'base64url'));
    return cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, point[0]],
        [-3, point[1]],
      ]),
    );
  }
}

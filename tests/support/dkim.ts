import { createHash, createPublicKey, verify } from 'node:crypto';

/** What a signature says of a message, and whether it holds. */
export interface DkimVerdict {
  domain: string;
  selector: string;
  /** The names of the header fields that are signed, in lower case. */
  signed: string[];
  bodyHolds: boolean;
  signatureHolds: boolean;
}

interface Field {
  name: string;
  /** The field as it came, folded lines and all, without the last CRLF. */
  raw: string;
}

/**
 * Checks the first DKIM-Signature (RFC 6376) of a message as it came in, CRLF and all, by the key that the signing domain publishes:
 * `rsa-sha256`, both parts `relaxed`. Written from the RFC, so that what signs and what checks have nothing in common.
 */
export function checkDkim(message: string, publicKeyPem: string): DkimVerdict {
  const end = message.indexOf('\r\n\r\n');
  const fields = fieldsOf(message.slice(0, end));
  const signature = fields.find(({ name }) => name === 'dkim-signature');
  if (!signature) throw new Error('The message has no DKIM-Signature.');
  const tags = tagsOf(signature.raw);
  if (tags['v'] !== '1' || tags['a'] !== 'rsa-sha256' || tags['c'] !== 'relaxed/relaxed' || 'l' in tags)
    throw new Error(`A signature of another kind: ${signature.raw}`);
  const bodyHash = createHash('sha256')
    .update(relaxedBody(message.slice(end + 4)), 'latin1')
    .digest('base64');
  const signed = (tags['h'] ?? '').toLowerCase().split(':');
  const unsigned = { ...signature, raw: signature.raw.replace(/([;\s]b=)[^;]*/, '$1') };
  const header = [...pick(fields, signed).map(relaxedField), relaxedField(unsigned)].join('\r\n'); // 3.7: no CRLF after the last
  const key = createPublicKey(publicKeyPem);
  return {
    domain: tags['d'] ?? '',
    selector: tags['s'] ?? '',
    signed,
    bodyHolds: bodyHash === tags['bh'],
    signatureHolds: verify('sha256', Buffer.from(header, 'latin1'), key, Buffer.from(tags['b'] ?? '', 'base64')),
  };
}

function fieldsOf(head: string): Field[] {
  return head.split(/\r\n(?![ \t])/).map((raw) => ({ name: raw.slice(0, raw.indexOf(':')).trim().toLowerCase(), raw }));
}

/** 3.2: `tag=value` pairs; white space, folding included, does not count. */
function tagsOf(raw: string): Record<string, string> {
  const list = raw.slice(raw.indexOf(':') + 1).replace(/\s+/g, '');
  return Object.fromEntries(
    list
      .split(';')
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}

/** 5.4.2: of several fields of a name the last one first. */
function pick(fields: readonly Field[], names: readonly string[]): Field[] {
  const left = [...fields];
  return names.flatMap((name) => {
    const at = left.findLastIndex((field) => field.name === name);
    return at < 0 ? [] : left.splice(at, 1);
  });
}

/** 3.4.2 */
const relaxedField = ({ name, raw }: Field): string =>
  `${name}:${raw
    .slice(raw.indexOf(':') + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()}`;

/** 3.4.4 */
const relaxedBody = (body: string): string => {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  return lines.join('\r\n').replace(/(\r\n)+$/, '') + '\r\n';
};

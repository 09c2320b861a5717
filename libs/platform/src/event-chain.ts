import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** What precedes the first entry. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** What an entry's hash covers (domain.md, Receipts, record and log). */
export interface ChainedFacts {
  sequence: number;
  at: string;
  action: string;
  subjectId: string;
  data: unknown;
}

/** SHA-256(previous hash as 32 raw bytes ‖ RFC 8785 JSON of `{sequence, at, action, subjectId, data}`). */
export const chainHash = (previous: Buffer, { sequence, at, action, subjectId, data }: ChainedFacts): Buffer =>
  createHash('sha256').update(previous).update(canonicalJson({ sequence, at, action, subjectId, data })).digest();

import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '#platform/canonical-json.js';
import { contentHash, receiptComment } from './receipt.js';

describe('a receipt', () => {
  const facts = { round: 'NFU-R1', receipt: 'NFU-R1-S0001', salt: 'ab'.repeat(32), submittedAt: '2026-12-01T22:58:59.000Z' };

  it('hashes the RFC 8785 form of round, receipt, salt, instant, comments and answers', () => {
    const comments = [
      receiptComment({ type: 'TECHNICAL', body: 'A “quoted” line\nand another', anchor: { eId: 'art_3' } }, 'en'),
    ];
    const document = canonicalJson({ ...facts, comments, answers: [] });
    expect(contentHash(facts, comments)).toBe(createHash('sha256').update(document).digest('hex'));
  });

  it('covers every field of a comment: changing any changes the hash', () => {
    const comment = { type: 'TECHNICAL' as const, body: 'b', tlp: 'CLEAR' as const };
    const changed = { ...comment, tlp: 'AMBER' as const };
    expect(contentHash(facts, [receiptComment(comment, 'en')])).not.toBe(contentHash(facts, [receiptComment(changed, 'en')]));
  });
});

import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { openRound, type OpenRound } from '../../../tests/support/stories.js';

const FILES = 'comment { id attachments { id fileName mediaType size sha256 safety metadata url } }';
interface Made {
  comment: { id: string; attachments: { id: string; fileName: string; safety: string; sha256: string; url: string }[] };
}
const PDF = '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n';

/** A server that speaks clamd's INSTREAM, and finds what has the word "malware" in it. */
function scanner(): Server {
  return createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      const text = contentOf(received);
      if (text !== null) socket.end(text.includes('malware') ? 'stream: Test-Signature FOUND\0' : 'stream: OK\0');
    });
  });
}

/** What was streamed, once it is whole; null until then. */
function contentOf(received: Buffer): string | null {
  const command = 'zINSTREAM\0';
  if (received.toString('latin1', 0, command.length) !== command.slice(0, received.length)) return 'malware: not the protocol';
  const parts: string[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const size = received.readUInt32BE(at);
    if (size === 0) return parts.join('');
    parts.push(received.toString('latin1', at + 4, at + 4 + size));
    at += 4 + size;
  }
  return null;
}

describe('files that come with comments', () => {
  let platform: TestPlatform;
  let clamd: Server;
  let author: Client;
  let reader: Client;
  let round: OpenRound;

  const submit = (attachmentIds: string[], more: object = {}): Promise<Made> =>
    author.call<Made>(
      'submitComment',
      { roundId: round.id, comment: { type: 'GENERAL', body: 'See the file.', attachmentIds, ...more } },
      FILES,
    );
  const status = async (by: Client, id: string): Promise<number> => (await by.fetch(`/files/${id}`)).status;

  beforeAll(async () => {
    clamd = scanner();
    await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
    const { port } = clamd.address() as { port: number };
    platform = await TestPlatform.start({ CLAMD_URL: `tcp://127.0.0.1:${port}` });
    author = await platform.person('Aut Hor');
    reader = await platform.person('Rea Der');
    round = await openRound(await platform.person('Ora Ganizer', 'ORGANIZER'));
  });
  afterAll(async () => {
    await platform.stop();
    clamd.close();
  });

  it('are given to nobody before the scanner called them clean, then to whoever sees the comment, as a download', async () => {
    const id = await author.upload('evidence.pdf', PDF);
    const { comment } = await submit([id]);
    expect(comment.attachments).toMatchObject([
      { id, fileName: 'evidence.pdf', mediaType: 'application/pdf', safety: 'SCANNING', metadata: 'NONE' },
    ]);
    expect([await status(author, id), await status(reader, id)]).toEqual([409, 409]);
    await platform.drain();
    const response = await platform.anyone.fetch(new URL(comment.attachments[0]!.url).pathname);
    expect([response.status, await response.text()]).toEqual([200, PDF]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment;/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
    });
    const again = await reader.get<{ node: Made['comment'] }>(
      `query($id: ID!) { node(id: $id) { ... on Comment { attachments { safety } } } }`,
      {
        id: comment.id,
      },
    );
    expect(again.node.attachments).toEqual([{ safety: 'CLEAN' }]);
  });

  it('in which the scanner finds something are given to nobody, and come with no further comment', async () => {
    const id = await author.upload('notes.txt', `${'x'.repeat(200_000)} malware`);
    await submit([id]);
    await platform.drain();
    expect([await status(author, id), await status(reader, id)]).toEqual([409, 409]);
    const error = await author.refused(
      'submitComment',
      { roundId: round.id, comment: { type: 'GENERAL', body: 'Again.', attachmentIds: [id] } },
      'comment { id }',
    );
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'comment.attachmentIds.0' }] });
    const told = await platform.db.read<{ action: string }>('select action from event where subject_id = $1 order by id', [id]);
    expect(told.map(({ action }) => action)).toEqual(['file.uploaded', 'file.infected']);
  });

  it('are seen exactly as their comment is: a draft’s by its side, a confidential one’s by nobody else, a withheld one’s by staff', async () => {
    const id = await author.upload('secret.pdf', `${PDF} secret`);
    await platform.drain();
    const started = await author.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id },
      'submission { id }',
    );
    const input = {
      submissionId: started.submission.id,
      comment: { type: 'GENERAL', body: 'Draft.', tlp: 'AMBER', attachmentIds: [id] },
    };
    await author.call<Made>('saveComment', input, FILES);
    expect([await status(author, id), await status(reader, id), await status(platform.anyone, id)]).toEqual([200, 404, 404]);
    await author.call('submit', { submissionId: started.submission.id }, 'submission { id }');
    expect([await status(author, id), await status(reader, id), await status(platform.anyone, id)]).toEqual([200, 404, 404]);
    const staff = await platform.person('Sta Ff', 'REVIEWER');
    expect(await status(staff, id)).toBe(200);
  });

  it('of somebody else cannot be attached', async () => {
    const id = await reader.upload('theirs.txt', 'Theirs.');
    const comment = { type: 'GENERAL', body: 'Mine now.', attachmentIds: [id] };
    const error = await author.refused('submitComment', { roundId: round.id, comment }, 'comment { id }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'comment.attachmentIds.0' }] });
  });

  it.each([
    ['picture.png', PDF],
    ['report.pdf', 'MZ\u0000 program'],
    ['notes.txt', PDF],
    ['run.txt', '#!/bin/sh\nrm -rf /'],
    ['letter.jpg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
  ])('%s that is something else is refused at the door', async (fileName, content) => {
    const { status: code, body } = await author.tryUpload(fileName, content);
    expect([code, body]).toEqual([
      415,
      expect.objectContaining({ code: 'BAD_USER_INPUT', fields: [{ path: 'file', message: expect.any(String) }] }),
    ]);
  });

  it.each([
    ['page.html', '<!doctype html><script>1</script>'],
    ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['letter.docx', 'not a document'],
  ])('%s does not come with a comment', async (fileName, content) => {
    const id = await author.upload(fileName, content);
    const comment = { type: 'GENERAL', body: 'See.', attachmentIds: [id] };
    const error = await author.refused('submitComment', { roundId: round.id, comment }, 'comment { id }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'comment.attachmentIds.0' }] });
  });

  it('are part of the receipt by their SHA-256, in one step and in several', async () => {
    const id = await author.upload('a.txt', 'The same words.');
    const { comment } = await submit([id]);
    const NODE = `query($id: ID!) { node(id: $id) { ... on Comment { body type locale submission { receipt { number contentHash salt submittedAt } } } } }`;
    interface Shown {
      node: { submission: { receipt: { number: string; contentHash: string; salt: string; submittedAt: string } } };
    }
    const { node } = await author.get<Shown>(NODE, { id: comment.id });
    const { contentHash: shown, number: receipt, salt, submittedAt } = node.submission.receipt;
    const { contentHash, receiptComment } = await import('./receipt.js');
    const given = { type: 'GENERAL' as const, body: 'See the file.' };
    const hash = (hashes: string[]): string =>
      contentHash({ round: round.reference, receipt, salt, submittedAt }, [receiptComment(given as never, 'en', hashes)]);
    expect(hash([comment.attachments[0]!.sha256])).toBe(shown);
    expect(hash([])).not.toBe(shown);
  });
});

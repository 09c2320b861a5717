import { connect, type Socket } from 'node:net';

/** What the scanner said: null where the file is clean, else the name of what is in it. */
export type Verdict = { virus: string | null };

const SILENCE_MS = 60_000;
const LARGEST_CHUNK = 64 * 1024;

/** Where clamd listens: `tcp://host:port` or `unix:///path`. */
function open(address: string): Socket {
  const url = new URL(address);
  return url.protocol === 'unix:' ? connect(url.pathname) : connect(Number(url.port || 3310), url.hostname);
}

/**
 * Has clamd look at a file, by its command INSTREAM (clamd(8)): chunks, each after its length as four bytes, and a length of 0 at the
 * end. Throws where there is no answer, so that the job tries again: a file that nobody looked at is not clean.
 */
export async function scan(address: string, content: AsyncIterable<Uint8Array>): Promise<Verdict> {
  const socket = open(address);
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('The scanner does not answer.')));
  const reply = replyOf(socket);
  reply.catch(() => undefined); // looked at below, also where sending broke first
  try {
    await send(socket, Buffer.from('zINSTREAM\0'));
    for await (const chunk of content) {
      for (let at = 0; at < chunk.length; at += LARGEST_CHUNK) {
        const part = chunk.subarray(at, at + LARGEST_CHUNK);
        await send(socket, Buffer.concat([lengthOf(part.length), part]));
      }
    }
    await send(socket, lengthOf(0));
  } catch (error) {
    if (!socket.destroyed && socket.readable) throw error; // else clamd said why it hung up, for example at its size limit
  }
  try {
    return verdictOf(await reply);
  } finally {
    socket.destroy();
  }
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

const send = (socket: Socket, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));

function replyOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      if (text.includes('\0')) resolve(text.split('\0')[0] ?? '');
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`The scanner hung up${text ? `: ${text.slice(0, 200)}` : '.'}`)));
  });
}

function verdictOf(reply: string): Verdict {
  if (/^stream: OK$/.test(reply)) return { virus: null };
  const found = /^stream: (.+) FOUND$/.exec(reply)?.[1];
  if (!found) throw new Error(`The scanner could not look: ${reply.slice(0, 200)}`);
  return { virus: found };
}

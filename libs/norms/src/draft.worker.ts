import { parentPort } from 'node:worker_threads';
import { readDraft } from './draft.reader.js';
import type { DraftAnswer } from './draft-desk.js';
import { DraftRefusal } from './draft.types.js';

/** A thread that reads drafts one after the other: bytes come in, a reading or a refusal goes out. */
parentPort?.on('message', (bytes: Uint8Array) => void answer(bytes).then((message) => parentPort?.postMessage(message)));

async function answer(bytes: Uint8Array): Promise<DraftAnswer> {
  try {
    return { reading: await readDraft(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) };
  } catch (error) {
    if (error instanceof DraftRefusal) return { refusal: { message: error.message, line: error.line, faults: error.faults } };
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

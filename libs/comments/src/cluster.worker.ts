import { parentPort, workerData } from 'node:worker_threads';
import { type DeskAnswer, DeskHere, type DeskRequest } from './cluster-desk.js';

const desk = new DeskHere(workerData as string[]);

/** A thread that groups comments: one request after the other, each answered by its result or by how it failed. */
parentPort?.on('message', (request: DeskRequest) => void answer(request).then((message) => parentPort?.postMessage(message)));

async function answer({ method, given }: DeskRequest): Promise<DeskAnswer> {
  try {
    return { result: await desk[method](given) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

import { Worker } from 'node:worker_threads';
import { ClusterBatch, type HandDecision, type Membership } from './cluster.rules.js';

/** A comment to be grouped, by its number in the round. */
export interface ClusterText {
  number: number;
  text: string;
}
/** A comment of a cluster whose own words are asked for. */
export interface MemberText extends ClusterText {
  founder: number;
}

/** Groups comments; what is given to it is worked on in the order in which it was given. */
export interface ClusterDesk {
  add(texts: readonly ClusterText[]): Promise<void>;
  cluster(decisions: readonly HandDecision[]): Promise<Membership[]>;
  ownWords(members: readonly MemberText[]): Promise<string[][]>;
  close(): Promise<void>;
}

const FEW = 1000; // comments that take some 50 ms

/** A desk for about so many comments: in this thread for few, else in one of its own, so that the process goes on answering. */
export const openDesk = (draft: readonly string[], comments: number): ClusterDesk =>
  comments <= FEW ? new DeskHere(draft) : new DeskInThread(draft);

/** The work itself, wherever it runs. */
export class DeskHere implements ClusterDesk {
  private readonly batch: ClusterBatch;

  constructor(draft: readonly string[]) {
    this.batch = new ClusterBatch(draft);
  }

  add(texts: readonly ClusterText[]): Promise<void> {
    for (const { number, text } of texts) this.batch.add(number, text);
    return Promise.resolve();
  }

  cluster(decisions: readonly HandDecision[]): Promise<Membership[]> {
    return Promise.resolve(this.batch.cluster(decisions));
  }

  ownWords(members: readonly MemberText[]): Promise<string[][]> {
    return Promise.resolve(members.map(({ founder, text }) => this.batch.ownWords(founder, text)));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** What is asked of the thread: a method of the desk with its argument. */
export interface DeskRequest {
  method: 'add' | 'cluster' | 'ownWords';
  given: never;
}
/** What the thread answers. */
export interface DeskAnswer {
  result?: unknown;
  failure?: string;
}

class DeskInThread implements ClusterDesk {
  private readonly worker: Worker;
  private ended = false;

  constructor(draft: readonly string[]) {
    this.worker = new Worker(new URL('./cluster.worker.js', import.meta.url), { workerData: draft, execArgv: [] });
    this.worker.once('exit', () => (this.ended = true));
  }

  async add(texts: readonly ClusterText[]): Promise<void> {
    await this.ask('add', texts);
  }

  async cluster(decisions: readonly HandDecision[]): Promise<Membership[]> {
    return (await this.ask('cluster', decisions)) as Membership[];
  }

  async ownWords(members: readonly MemberText[]): Promise<string[][]> {
    return (await this.ask('ownWords', members)) as string[][];
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(method: DeskRequest['method'], given: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.ended) throw new Error('The thread that groups comments has ended.');
      this.worker.removeAllListeners();
      this.worker.once('message', ({ result, failure }: DeskAnswer) =>
        failure === undefined ? resolve(result) : reject(new Error(failure)),
      );
      this.worker.once('error', reject);
      this.worker.once('exit', () => {
        this.ended = true;
        reject(new Error('The thread that groups comments has ended.'));
      });
      this.worker.postMessage({ method, given });
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { GivenUp, JobDeclaration, JobHandler } from './job.types.js';

/** Every job with its work. The worker refuses to start where a job has no work, or two. */
@Injectable()
export class Jobs {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly givenUp = new Map<string, GivenUp>();
  private readonly declared = new Map<string, JobDeclaration>();

  /** Joins a job with its work, and with what is to be done when it failed for good; a second time for the same job is refused. */
  handle(declaration: JobDeclaration, handler: JobHandler, givenUp?: GivenUp): void {
    if (this.handlers.has(declaration.name)) throw new Error(`The job ${declaration.name} has two handlers.`);
    this.declared.set(declaration.name, declaration);
    this.handlers.set(declaration.name, handler);
    if (givenUp) this.givenUp.set(declaration.name, givenUp);
  }

  /** The jobs that an event sets off, in the order of their registration. */
  setOffBy(action: string): JobDeclaration[] {
    return [...this.declared.values()].filter((job) => job.on.includes(action));
  }

  /** The job of this name, or null where there is none any more. */
  declarationOf(name: string): JobDeclaration | null {
    return this.declared.get(name) ?? null;
  }

  /** What is to be done when the job failed for good; null where nobody waits for it. */
  givenUpOf(name: string): GivenUp | null {
    return this.givenUp.get(name) ?? null;
  }

  handlerOf(name: string): JobHandler {
    const handler = this.handlers.get(name);
    if (!handler) throw new Error(`The job ${name} has no handler.`);
    return handler;
  }

  /** Throws unless exactly the given jobs have work. */
  assertComplete(all: readonly JobDeclaration[]): void {
    const missing = all.filter((job) => !this.handlers.has(job.name)).map((job) => job.name);
    const unknown = [...this.declared.keys()].filter((name) => !all.some((job) => job.name === name));
    if (missing.length + unknown.length > 0) {
      throw new Error(
        `Jobs without work: ${missing.join(', ') || 'none'}; work without a declared job: ${unknown.join(', ') || 'none'}.`,
      );
    }
  }
}

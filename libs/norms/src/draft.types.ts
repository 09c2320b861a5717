/** A draft that cannot be read: what is wrong with it, and in which line, if it is in one. */
export class DraftRefusal extends Error {
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
    this.name = 'DraftRefusal';
  }
}

/** What is wrong with a draft, and in which line, if it is in one. */
export interface DraftFault {
  message: string;
  line?: number;
}

/** A draft that cannot be read: what is wrong with it, and in which line, if it is in one; `faults` where there are several. */
export class DraftRefusal extends Error {
  readonly faults: readonly DraftFault[];

  constructor(
    message: string,
    readonly line?: number,
    faults?: readonly DraftFault[],
  ) {
    super(message);
    this.name = 'DraftRefusal';
    this.faults = faults ?? [line === undefined ? { message } : { message, line }];
  }
}

/** How many provisions a draft has at most; the longest codes have fewer. */
export const MOST_PROVISIONS = 20_000;

/** Refuses a draft of more provisions than one can have. */
export function refuseMany(count: number): void {
  if (count > MOST_PROVISIONS) throw new DraftRefusal(`A draft has at most ${MOST_PROVISIONS} provisions. Split it.`);
}

/** How long the text of one provision is at most, in UTF-16 units: some forty pages. */
export const LONGEST_TEXT = 100_000;

/** Refuses a provision that nobody could comment on: it is not one, or its divisions were not found. */
export function refuseLong(eId: string, text: string): void {
  if (text.length > LONGEST_TEXT)
    throw new DraftRefusal(
      `The text of ${eId} has ${text.length} characters; at most ${LONGEST_TEXT} fit. Give it headings or paragraphs.`,
    );
}

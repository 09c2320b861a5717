/// <reference lib="dom" />

/** What a form says, by the names of its fields. */
export type Said = Readonly<Record<string, string | readonly string[]>>;

/** Words that are on this device because the server has not confirmed them yet. */
export interface Kept {
  at: number;
  said: Said;
}

const NOT_WORDS = new Set(['id', 'revision', 'files']);

/** What the form says now; its files are not kept, since no page may open them again. */
export function saidIn(form: HTMLFormElement): Said {
  const said: Record<string, string | string[]> = {};
  for (const [name, value] of new FormData(form)) {
    if (NOT_WORDS.has(name) || typeof value !== 'string') continue;
    const before = said[name];
    said[name] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value];
  }
  return said;
}

/** Whether two forms say the same words; the token that names a new comment is none. */
export const isSame = (a: Said, b: Said): boolean => wordsOf(a) === wordsOf(b);

const wordsOf = (said: Said): string =>
  JSON.stringify(
    Object.entries(said)
      .filter(([name, value]) => name !== 'token' && value !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );

/** Puts what was said back into the form; a choice that is no longer offered stays as it is. */
export function putBack(form: HTMLFormElement, said: Said): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
      const value = said[field.name];
      field.checked = value === field.value || (Array.isArray(value) && value.includes(field.value));
    } else if (isWritten(field) && typeof said[field.name] === 'string') field.value = String(said[field.name]);
  }
}

const isWritten = (field: Element): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  (field instanceof HTMLInputElement && field.type !== 'file' && !NOT_WORDS.has(field.name)) ||
  field instanceof HTMLTextAreaElement ||
  field instanceof HTMLSelectElement;

/** Words of one form of one person on this device. Where the browser keeps nothing for us, it does nothing. */
export class KeptWords {
  constructor(private name: string) {}

  /** Keeps them until the server has them. */
  keep(said: Said): void {
    this.trying(() => localStorage.setItem(this.name, JSON.stringify({ at: Date.now(), said })));
  }

  /** What was kept before this page was opened. */
  get(): Kept | null {
    return this.trying(() => JSON.parse(localStorage.getItem(this.name) ?? 'null') as Kept | null) ?? null;
  }

  /** The server has them, or nobody wants them any more. */
  forget(): void {
    this.trying(() => localStorage.removeItem(this.name));
  }

  /** The comment has got its own name. */
  renamed(name: string): void {
    this.forget();
    this.name = name;
  }

  private trying<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch {
      return undefined;
    }
  }
}

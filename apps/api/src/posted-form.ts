import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { badInput, Refusal } from '#platform/refusal.js';

/** Bounds of one form: the longest text of a comment has 100,000 characters, which are at most 300,000 bytes. */
const LIMITS = { fields: 250, fieldSize: 400_000, files: 20, parts: 270, headerPairs: 50 };

/** The fields of a form that one of our pages sent, with what came twice under one name. */
export class PostedForm {
  constructor(private readonly fields: ReadonlyMap<string, readonly string[]>) {}

  /** The text of a field, with line breaks as we keep them; empty where there is none. */
  text(name: string): string {
    return this.fields.get(name)?.[0] ?? '';
  }

  /** Every value of a field. */
  all(name: string): readonly string[] {
    return this.fields.get(name) ?? [];
  }

  /** A whole number; null where there is none. */
  number(name: string): number | null {
    return /^\d{1,9}$/.test(this.text(name)) ? Number(this.text(name)) : null;
  }

  /** The value of a choice; BAD_USER_INPUT for what the form does not offer. */
  choice<K extends string>(name: string, among: Readonly<Record<K, string>>): K {
    const value = this.text(name);
    if (Object.hasOwn(among, value)) return value as K;
    throw badInput(name, value === '' ? 'Choose one of these.' : 'This is not one of the choices. Choose one of these.');
  }

  /** The names of all fields. */
  get names(): readonly string[] {
    return [...this.fields.keys()];
  }
}

/** What is done with a file that comes with the form, in the order in which it comes. */
export type TakeFile = (file: MultipartFile) => Promise<void>;

/**
 * Reads a form of ours, whichever way it is encoded (`own-forms.ts` lets no other in). BAD_USER_INPUT for a text beyond all bounds, with
 * its field. Files go to `take` as they arrive; without one they are passed over.
 */
export async function readPosted(request: FastifyRequest, take?: TakeFile): Promise<PostedForm> {
  const fields = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    fields.set(name, [...(fields.get(name) ?? []), value.replace(/\r\n?/g, '\n')]);
  };
  if (!request.isMultipart()) {
    for (const [name, value] of Object.entries((request.body ?? {}) as Record<string, unknown>)) add(name, String(value));
    return new PostedForm(fields);
  }
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'file') await passOn(part, take);
    else if (part.valueTruncated) throw badInput(part.fieldname, 'This is too long. Attach a file for more.');
    else add(part.fieldname, String(part.value));
  }
  return new PostedForm(fields);
}

/** An empty file field comes without a name. What is not taken is still read to its end, or the form never ends. */
async function passOn(file: MultipartFile, take: TakeFile | undefined): Promise<void> {
  try {
    if (take && file.filename) await take(file);
  } finally {
    file.file.resume();
  }
}

/** The bytes of an upload; one that was cut off at the limit is refused and not kept. */
export async function* whole(stream: AsyncIterable<Uint8Array> & { truncated?: boolean }): AsyncGenerator<Uint8Array> {
  yield* stream;
  if (stream.truncated) throw new Refusal('PAYLOAD_TOO_LARGE', 'A file has at most 10 MB. Split it, or leave pictures out.');
}

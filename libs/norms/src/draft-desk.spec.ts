import { afterEach, describe, expect, it } from '@jest/globals';
import { DESK_LIMITS, DraftDesk } from './draft-desk.js';
import { formOf } from './draft-form.rules.js';

describe('the desk where drafts are read', () => {
  const desks: DraftDesk[] = [];
  const desk = (limits = DESK_LIMITS): DraftDesk => {
    const made = new DraftDesk(limits);
    desks.push(made);
    return made;
  };
  afterEach(async () => {
    await Promise.all(desks.splice(0).map((one) => one.close()));
  });

  it('reads drafts in a thread, one after the other, and refuses with line and faults as the reader did', async () => {
    const one = desk();
    const [first, second] = await Promise.allSettled([
      one.read(Buffer.from('# 1 Scope\n\nText.\n')),
      one.read(Buffer.from('a\nb\u0000')),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { provisions: [{ eId: 'sec_1' }, { text: 'Text.' }] } });
    expect(second).toMatchObject({ status: 'rejected', reason: { line: 2, faults: [{ line: 2 }] } });
  });

  it('ends a reading that takes too long or too much memory, and reads the next draft all the same', async () => {
    const slow = desk({ ...DESK_LIMITS, milliseconds: 1 });
    const draft = Buffer.from(`# Title\n\n${'Some words. '.repeat(30)}\n\n`.repeat(9_000)); // as many provisions as a draft may have, nearly
    await expect(slow.read(draft)).rejects.toThrow(/takes longer/);
    const small = desk({ ...DESK_LIMITS, megabytes: 8 });
    await expect(small.read(draft)).rejects.toThrow(/more memory/);
    await expect(small.read(Buffer.from('Text.'))).resolves.toMatchObject({ provisions: [{ text: 'Text.' }] });
  });

  it('lets only so many wait', async () => {
    const one = desk({ ...DESK_LIMITS, waiting: 1 });
    const first = one.read(Buffer.from('Text.'));
    await expect(one.read(Buffer.from('Text.'))).rejects.toThrow(/Try again/);
    await first;
  });
});

describe('the form of a draft', () => {
  it.each<[string, string | Buffer, string | RegExp]>([
    ['headings', '# 1 Scope\n\nText.', 'MARKDOWN'],
    ['a table', '| a | b |\n|---|---|\n', 'MARKDOWN'],
    ['typed numbers', '1 Scope\n\n1.1 Text.', 'TEXT'],
    ['Arabic in UTF-16 with its mark', Buffer.from('\ufeffالمادة 1', 'utf16le'), 'TEXT'],
    ['Akoma Ntoso', '<?xml version="1.0"?>\n<!-- a --><akomaNtoso/>', 'AKN'],
    ['XML with a document type', '<!DOCTYPE a><a/>', 'AKN'],
    ['a ZIP archive', 'PK\u0003\u0004', 'DOCX'],
    ['a PDF', '%PDF-1.7', /PDF/],
    ['an old Word document', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), /Word 97/],
    ['a web page', '<!DOCTYPE html><html></html>', /web page/],
    ['UTF-16 without its mark', Buffer.from('Article 1 Scope', 'utf16le'), /UTF-16 without/],
    ['bytes that are no text', Buffer.from([0x61, 0x0a, 0xff]), /not UTF-8/],
  ])('is told by what is in it: %s', (_what, content, form) => {
    const bytes = Buffer.from(content as string);
    if (typeof form === 'string') expect(formOf(bytes)).toBe(form);
    else expect(() => formOf(bytes)).toThrow(form);
  });

  it('says in which line text ends to be UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('é line\n'.repeat(3000)), Buffer.from([0xc3, 0x28])]);
    let refusal: unknown;
    try {
      formOf(bytes);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ line: 3001 });
  });
});

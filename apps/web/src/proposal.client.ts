/// <reference lib="dom" />
import type { DiffSegment } from '#platform/schema.types.js';

const AFTER_KEYSTROKE_MS = 200;
const TAGS: Readonly<Record<DiffSegment['op'], string | null>> = { INSERT: 'ins', DELETE: 'del', EQUAL: null };

/** Shows word by word what the proposal changes, as it is written; by the rule by which the server shows it to everybody else. */
export function showChange(form: HTMLFormElement): void {
  const proposal = form.elements.namedItem('proposedText');
  const present = document.getElementById('text');
  if (!(proposal instanceof HTMLTextAreaElement) || !present) return;
  const start = startFromPresent(proposal, present);
  const rule = import('#norms/word-diff.rules.js');
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', ({ target }) => {
    if (target === proposal) asksForChange(form);
    start.hidden = proposal.value !== '';
    if (target !== proposal && target !== form) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      void rule.then(({ wordDiff }) => show(present, proposal.value, wordDiff(present.textContent ?? '', proposal.value)));
    }, AFTER_KEYSTROKE_MS);
  });
  proposal.before(start);
}

function show(present: HTMLElement, proposal: string, segments: readonly DiffSegment[]): void {
  const shown = element('p', 'words');
  Object.assign(shown, { lang: present.lang, dir: 'auto' });
  shown.replaceChildren(...segments.map(({ op, text }) => marked(TAGS[op], text)));
  document.getElementById('diff')?.replaceChildren(shown);
  document.getElementById('change-shown')?.toggleAttribute('hidden', proposal === '');
}

/** Who begins to write another wording asks for a change, unless they chose something else. */
function asksForChange(form: HTMLFormElement): void {
  const change = form.elements.namedItem('change');
  if (change instanceof RadioNodeList && change.value === 'NONE') change.value = 'MODIFY';
}

function startFromPresent(proposal: HTMLTextAreaElement, present: HTMLElement): HTMLElement {
  const button = element('button', 'second');
  Object.assign(button, { type: 'button', textContent: 'Start from the present words' });
  button.addEventListener('click', () => {
    if (proposal.value === '') proposal.value = present.textContent ?? '';
    button.hidden = true;
    proposal.focus();
    proposal.dispatchEvent(new Event('input', { bubbles: true }));
  });
  button.hidden = proposal.value !== '';
  return button;
}

/** Lets the words that are selected in the provision be quoted, with their place, in UTF-16 units. */
export function offerQuote(form: HTMLFormElement): void {
  const present = document.getElementById('text');
  if (!present || !form.elements.namedItem('exact')) return;
  const button = element('button', 'second');
  Object.assign(button, { type: 'button', textContent: 'Comment on the selected words', hidden: true });
  present.after(button);
  document.addEventListener('selectionchange', () => {
    button.hidden = selectedIn(present) === null;
  });
  button.addEventListener('mousedown', (event) => event.preventDefault()); // keeps the selection
  button.addEventListener('click', () => {
    const place = selectedIn(present);
    if (!place) return;
    const exact = (present.textContent ?? '').slice(place.start, place.end);
    const values = { exact, placed: exact, start: String(place.start), end: String(place.end) };
    for (const [name, value] of Object.entries(values)) (form.elements.namedItem(name) as HTMLInputElement).value = value;
    form.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

function selectedIn(present: HTMLElement): { start: number; end: number } | null {
  const selection = getSelection();
  const words = present.firstChild;
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed || !words) return null;
  const range = selection.getRangeAt(0);
  if (range.startContainer !== words || range.endContainer !== words) return null;
  return { start: range.startOffset, end: range.endOffset };
}

function marked(tag: string | null, text: string): Node {
  if (tag === null) return document.createTextNode(text);
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

function element(tag: string, className: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  return node;
}

const TYPED =
  /^(?:\(\s?([a-zа-яأ-ي]{1,2}|[ivxlc]{1,6}|\d{1,3})\s?\)|(\d{1,3}(?:\.\d{1,3})+)[.)]?|(\d{1,3})[.)]|([a-zа-я])\)|([ivxlc]{1,6})\.)\s+(?=\S)/u;

/** The number that a paragraph begins with as typed text, "(a)", "2.1", "3." or "iv.", and the words after it; null without one. */
export function numberedText(text: string): { shown: string; rest: string } | null {
  const [typed] = TYPED.exec(text) ?? [];
  return typed === undefined ? null : { shown: typed.trim(), rest: text.slice(typed.length) };
}

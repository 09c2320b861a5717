/// <reference lib="dom" />
import { isSame, KeptWords, putBack, type Said, saidIn } from './kept-words.client.js';
import { offerQuote, showChange } from './proposal.client.js';

const AFTER_KEYSTROKE_MS = 1000;
const AGAIN_MS = 5000;

/** What the server says of a saved draft. */
interface Saved {
  id: string;
  revision: number;
  /** The round's status at that moment. */
  status: string;
  /** What the comment lacks before it can be handed in. */
  lacks: string | null;
  files: { id: string; fileName: string }[];
}
interface Refused {
  code?: string;
  message: string;
}

/**
 * The comment form with a script: it is saved a second after the last keystroke, one save at a time, and until the server has confirmed
 * the words they are kept on this device too. Nothing but the person who writes changes what stands in its fields.
 */
class CommentForm {
  private readonly kept: KeptWords;
  private readonly status = part('saved');
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<boolean> | null = null;
  /** What the server has; null where it has nothing of this form. */
  private confirmed: Said | null;

  constructor(private readonly form: HTMLFormElement) {
    this.kept = new KeptWords(this.nameOf(form.dataset['name'] ?? ''));
    this.confirmed = 'unsaved' in form.dataset ? null : saidIn(form);
  }

  start(): void {
    const before = this.kept.get();
    if (before && !isSame(before.said, saidIn(this.form))) this.offer(before.at, before.said);
    else if (before && this.confirmed) this.kept.forget();
    this.form.addEventListener('input', () => this.changed());
    this.form.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === 'file') void this.save();
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.handOver();
    });
    for (const moment of ['online', 'focus']) addEventListener(moment, () => this.isDirty() && void this.save());
    document.addEventListener('visibilitychange', () => document.hidden && this.isDirty() && void this.save());
    if (!this.confirmed) this.changed();
  }

  private nameOf(name: string): string {
    return `colloquy draft ${this.form.dataset['account']} ${this.form.getAttribute('action')} ${name}`;
  }

  private isDirty(): boolean {
    return this.confirmed === null || !isSame(this.confirmed, saidIn(this.form)) || this.files().length > 0;
  }

  private files(): FileList | readonly File[] {
    return (this.form.elements.namedItem('files') as HTMLInputElement | null)?.files ?? [];
  }

  private changed(): void {
    this.kept.keep(saidIn(this.form));
    this.again(AFTER_KEYSTROKE_MS);
  }

  private again(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), ms);
  }

  /** Saves what is said; what is said meanwhile is saved after it. Whether all of it is on the server then. */
  private async save(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.saving) {
      await this.saving;
      return this.isDirty() ? this.save() : true;
    }
    this.saving = this.send();
    try {
      return await this.saving;
    } finally {
      this.saving = null;
    }
  }

  private async send(): Promise<boolean> {
    const said = saidIn(this.form);
    const sent = [...this.files()];
    try {
      const headers = { accept: 'application/json' };
      const answer = await fetch(this.form.action, { method: 'POST', body: new FormData(this.form), headers });
      const told = (await answer.json()) as Saved | Refused;
      if (!('revision' in told)) return this.refused(told, answer.status);
      this.taken(told, said, sent);
      return !this.isDirty();
    } catch {
      this.tell('There is no connection. Your words are kept on this device, and saved as soon as there is one.');
      this.again(AGAIN_MS);
      return false;
    }
  }

  private taken({ id, revision, status, lacks, files }: Saved, said: Said, sent: readonly File[]): void {
    this.put('revision', String(revision));
    if (this.put('id', id)) {
      history.replaceState(null, '', `?id=${id}`);
      this.kept.renamed(this.nameOf(id));
    }
    this.confirmed = said;
    if (sent.length > 0) this.nowKept(files);
    if (this.isDirty()) this.changed();
    else this.kept.forget();
    const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(new Date());
    const closed = status === 'OPEN' ? '' : ' The round takes no comments now; your draft is kept.';
    this.tell(`Saved ${time}, as a draft.${lacks ? ` Before it can be handed in: ${lacks}` : ''}${closed}`);
  }

  private refused({ code, message }: Refused, status: number): false {
    if (code === 'UNAUTHENTICATED') this.tell('You are signed out. Your words are kept on this device.', this.signInLink());
    else if (code === 'CONFLICT' && this.value('id'))
      this.tell(`${message} Your words are kept on this device.`, this.mineInstead());
    else this.tell(`Not saved yet, but kept on this device: ${message}`);
    if (status >= 500 || status === 429) this.again(AGAIN_MS);
    return false;
  }

  /** Files that the server has taken are named, and no longer sent. */
  private nowKept(files: Saved['files']): void {
    const field = this.form.elements.namedItem('files') as HTMLInputElement;
    field.value = '';
    const known = new Set([...this.form.querySelectorAll<HTMLInputElement>('[name=keep]')].map(({ value }) => value));
    for (const { id, fileName } of files.filter((file) => !known.has(file.id))) {
      const label = element('label', { className: 'option' });
      label.append(element('input', { type: 'checkbox', name: 'keep', value: id, checked: true }), ` keep ${fileName}`);
      part('kept-files').append(label);
    }
    this.confirmed = { ...this.confirmed, ...keepsOf(saidIn(this.form)) };
  }

  private signInLink(): HTMLElement {
    const href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    return element('a', { href, target: '_blank', rel: 'noopener', textContent: 'Sign in in another window, then come back' });
  }

  /** Somebody else saved it meanwhile: their words can be looked at, or one's own put in their place. */
  private mineInstead(): HTMLElement {
    const both = element('span', {});
    const button = element('button', { type: 'button', className: 'second', textContent: 'Put mine in their place' });
    button.addEventListener('click', () => {
      this.put('revision', '');
      void this.save();
    });
    both.append(
      element('a', { href: location.href, target: '_blank', textContent: 'See theirs in another window' }),
      ' ',
      button,
    );
    return both;
  }

  private offer(at: number, said: Said): void {
    const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
    const put = element('button', { type: 'button', textContent: 'Put them back' });
    const drop = element('button', { type: 'button', className: 'second', textContent: 'Discard them' });
    const box = part('kept');
    const done = (): void => {
      box.hidden = true;
      (this.form.elements.namedItem('body') as HTMLElement).focus();
    };
    put.addEventListener('click', () => {
      putBack(this.form, said);
      this.form.dispatchEvent(new Event('input', { bubbles: true }));
      done();
    });
    drop.addEventListener('click', () => {
      this.kept.forget();
      done();
    });
    box.append(element('p', { textContent: `On this device are words of ${time} that were not saved.` }), put, ' ', drop);
    box.hidden = false;
  }

  /** The button was pressed: on to all comments where it is saved; what is refused is told by the page itself, beside its field. */
  private async handOver(): Promise<void> {
    if (await this.save()) location.assign(`${new URL('.', this.form.action).pathname.slice(0, -1)}?saved=${this.value('id')}`);
    else if (navigator.onLine) this.form.submit();
  }

  private value(name: string): string {
    return (this.form.elements.namedItem(name) as HTMLInputElement).value;
  }

  private put(name: string, value: string): boolean {
    const field = this.form.elements.namedItem(name) as HTMLInputElement;
    const isNew = field.value !== value;
    field.value = value;
    return isNew;
  }

  /** Said once: what is read out is not said again while it stays true. */
  private tell(text: string, more?: HTMLElement): void {
    if (this.status.firstChild?.textContent === text) return;
    this.status.replaceChildren(text, ...(more ? [' ', more] : []));
  }
}

const keepsOf = ({ keep }: Said): Said => (keep === undefined ? {} : { keep });

const part = (id: string): HTMLElement => document.getElementById(id) ?? document.createElement('p');

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  facts: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), facts);
}

const form = document.getElementById('comment');
if (form instanceof HTMLFormElement) {
  new CommentForm(form).start();
  showChange(form);
  offerQuote(form);
}

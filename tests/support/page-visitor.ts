import type { Client } from './client.js';

type Value = string | readonly string[] | File;
type Attributes = Readonly<Partial<Record<string, string>>>;

/** Somebody who reads our pages and sends their forms without a script, as a browser does that runs none. */
export class PageVisitor {
  status = 0;
  html = '';
  path = '';

  constructor(readonly client: Client) {}

  /** The words of the page. */
  get text(): string {
    return wordsOf(this.html.replace(/<style>.*?<\/style>/s, ''));
  }

  /** Goes to a path of ours and on to wherever it leads. */
  open(path: string): Promise<void> {
    return this.go(path, {});
  }

  /** Follows the first link with these words, or this name. */
  async follow(label: string): Promise<void> {
    const link = elements(this.html, 'a').find(({ attributes, inner }) =>
      [wordsOf(inner), attributes['aria-label']].includes(label),
    );
    if (!link?.attributes['href']) throw new Error(`No link “${label}” on ${this.path}:\n${this.text}`);
    await this.open(link.attributes['href']);
  }

  /** What a field of the form of this button holds. */
  field(name: string, button = 'Save draft'): string | undefined {
    return this.form(button).fields.find(([key]) => key === name)?.[1];
  }

  /** Sends the form of this button, with what it holds but for the values given. */
  async send(
    values: Readonly<Record<string, Value>>,
    button = 'Save draft',
    headers: Record<string, string> = {},
  ): Promise<void> {
    const { attributes, fields } = this.form(button);
    const isMultipart = attributes['enctype'] === 'multipart/form-data';
    const body = isMultipart ? new FormData() : new URLSearchParams();
    const add = (name: string, value: Value): void => {
      if (body instanceof FormData && value instanceof File) body.append(name, value);
      else for (const one of Array.isArray(value) ? (value as string[]) : [String(value)]) body.append(name, one);
    };
    for (const [name, value] of fields) if (!(name in values)) add(name, value);
    for (const [name, value] of Object.entries(values)) add(name, value);
    await this.go(attributes['action'] ?? this.path, { method: 'POST', body, headers });
  }

  private form(button: string): { attributes: Attributes; fields: [string, string][] } {
    const forms = elements(this.html, 'form').filter(({ inner }) =>
      elements(inner, 'button').some((one) => wordsOf(one.inner) === button),
    );
    const [form] = forms;
    if (!form) throw new Error(`No button “${button}” on ${this.path}:\n${this.text}`);
    return { attributes: form.attributes, fields: fieldsOf(form.inner) };
  }

  private async go(path: string, request: RequestInit & { headers?: Record<string, string> }): Promise<void> {
    const authorization: Record<string, string> = this.client.token ? { authorization: `Bearer ${this.client.token}` } : {};
    const headers = { accept: 'text/html', ...authorization, ...request.headers };
    const response = await fetch(new URL(path, this.client.url), { ...request, headers });
    this.status = response.status;
    this.html = await response.text();
    this.path = response.url.slice(this.client.url.length);
  }
}

/** What the form would send: hidden and written fields, what is ticked, what is chosen. */
function fieldsOf(html: string): [string, string][] {
  const found: [number, string, string][] = [];
  for (const { at, attributes } of elements(html, 'input')) {
    const { name, value = 'on', type = 'text' } = attributes;
    const isLeftOut = type === 'file' || (['radio', 'checkbox'].includes(type) && !('checked' in attributes));
    if (name !== undefined && !isLeftOut) found.push([at, name, value]);
  }
  for (const { at, attributes, inner } of elements(html, 'textarea'))
    found.push([at, attributes['name'] ?? '', decoded(inner.replace(/^\n/, ''))]);
  for (const { at, attributes, inner } of elements(html, 'select')) {
    const options = elements(inner, 'option');
    const chosen = options.find((option) => 'selected' in option.attributes) ?? options[0];
    found.push([at, attributes['name'] ?? '', chosen?.attributes['value'] ?? '']);
  }
  return found.sort(([a], [b]) => a - b).map(([, name, value]) => [name, value]);
}

interface Element {
  at: number;
  attributes: Attributes;
  inner: string;
}

/** The elements of a kind that holds none of its own kind, in our own markup. */
function elements(html: string, tag: string): Element[] {
  const isVoid = tag === 'input';
  const pattern = isVoid ? new RegExp(`<${tag}\\b([^>]*)>()`, 'g') : new RegExp(`<${tag}\\b([^>]*)>(.*?)</${tag}>`, 'gs');
  return [...html.matchAll(pattern)].map(({ index, 1: attributes = '', 2: inner = '' }) => ({
    at: index,
    attributes: Object.fromEntries(
      [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name.toLowerCase(), decoded(value)]),
    ),
    inner,
  }));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'" };
const decoded = (text: string): string => text.replace(/&(lt|gt|amp|quot|#x27);/g, (_, name: string) => ENTITIES[name] ?? '');
const wordsOf = (html: string): string =>
  decoded(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

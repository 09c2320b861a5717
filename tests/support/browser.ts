/** What a browser shows, and the path at which it has come to rest. */
export interface Seen {
  status: number;
  text: string;
  location: string | null;
  path: string;
}

const pathOf = ({ pathname, search }: URL): string => `${pathname}${search}`;

/** A browser as far as cookies and redirects go; `aliases` says where an address really leads. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  constructor(private readonly aliases: Readonly<Record<string, string>>) {}

  /** Goes to an address and on to wherever it is sent, at most so many times. */
  async go(address: string, hops = 12): Promise<Seen> {
    return this.ask(new URL(address), {}, hops);
  }

  /** Sends a form as a page of the same site does, and goes on; `headers` may say that it was another's. */
  async send(address: string, form: Record<string, string>, hops = 12, headers: Record<string, string> = {}): Promise<Seen> {
    const url = new URL(address);
    const own = { 'sec-fetch-site': 'same-origin', origin: url.origin, accept: 'text/html', ...headers };
    return this.ask(url, { method: 'POST', body: new URLSearchParams(form), headers: own }, hops);
  }

  private async ask(url: URL, request: RequestInit, hops: number): Promise<Seen> {
    const headers = { accept: 'text/html', ...(request.headers as Record<string, string>), cookie: this.cookiesOf(url) };
    const response = await fetch(this.really(url), { ...request, redirect: 'manual', headers });
    for (const cookie of response.headers.getSetCookie()) this.keep(url, cookie);
    const location = response.headers.get('location');
    if (!location || hops === 0) return { status: response.status, text: await response.text(), location, path: pathOf(url) };
    return this.go(new URL(location, url).href, hops - 1);
  }

  /** Keeps a cookie as if the site had set it. */
  keep({ origin }: URL, cookie: string): void {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    this.jars.set(origin, value ? jar.set(name, value) : (jar.delete(name), jar));
  }

  /** What the browser holds under a name for a site. */
  cookie(origin: string, name: string): string | null {
    return this.jars.get(origin)?.get(name) ?? null;
  }

  private really(url: URL): string {
    return url.href.replace(url.origin, this.aliases[url.origin] ?? url.origin);
  }

  private cookiesOf({ origin }: URL): string {
    return [...(this.jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

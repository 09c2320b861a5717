/** A browser as far as cookies and redirects go; `aliases` says where an address really leads. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  constructor(private readonly aliases: Readonly<Record<string, string>>) {}

  /** Goes to an address and on to wherever it is sent, at most so many times. */
  async go(address: string, hops = 12): Promise<{ status: number; text: string; location: string | null }> {
    const url = new URL(address);
    const response = await fetch(this.really(url), { redirect: 'manual', headers: { cookie: this.cookiesOf(url) } });
    for (const cookie of response.headers.getSetCookie()) this.keep(url, cookie);
    const location = response.headers.get('location');
    if (!location || hops === 0) return { status: response.status, text: await response.text(), location };
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

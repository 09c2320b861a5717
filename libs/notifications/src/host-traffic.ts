const PAUSE_MS = 30_000;
const TROUBLES = 5; // in a row, after which a host is left alone for a while

interface Host {
  inHand: number;
  troubles: number;
  pausedUntil: number;
  tokens: number;
  filledAt: number;
}

/** How much goes to each recipient's host at once, and how fast: one that is slow or refuses holds up nobody else. */
export class HostTraffic {
  private readonly hosts = new Map<string, Host>();

  /** `perSecond` 0: as fast as it takes them. */
  constructor(
    private readonly atOnce: number,
    private readonly perSecond: number,
  ) {}

  /** Whether one more may go to the host now; if so it counts as on its way. */
  enter(name: string, now: number): boolean {
    const host = this.host(name, now);
    if (!this.isOpen(host, now)) return false;
    host.tokens -= 1;
    host.inHand += 1;
    return true;
  }

  /** One has ended; after several that failed for now the host gets a pause. */
  leave(name: string, failedForNow: boolean, now: number): void {
    const host = this.host(name, now);
    host.inHand -= 1;
    host.troubles = failedForNow ? host.troubles + 1 : 0;
    if (host.troubles >= TROUBLES) {
      host.troubles = 0;
      host.pausedUntil = now + PAUSE_MS;
    }
    if (this.hosts.size > 10_000) this.forgetIdle(now);
  }

  /** Hosts to which nothing can go at this moment: nothing need be taken from the outbox for them. */
  closed(now: number): string[] {
    return [...this.hosts].flatMap(([name, host]) => (this.isOpen(host, now) ? [] : [name]));
  }

  private isOpen(host: Host, now: number): boolean {
    if (host.inHand >= this.atOnce || host.pausedUntil > now) return false;
    if (this.perSecond === 0) return true;
    host.tokens = Math.min(this.perSecond, host.tokens + ((now - host.filledAt) / 1000) * this.perSecond);
    host.filledAt = now;
    return host.tokens >= 1;
  }

  private host(name: string, now: number): Host {
    const known = this.hosts.get(name);
    if (known) return known;
    const host = { inHand: 0, troubles: 0, pausedUntil: 0, tokens: this.perSecond, filledAt: now };
    this.hosts.set(name, host);
    return host;
  }

  private forgetIdle(now: number): void {
    for (const [name, host] of this.hosts) if (host.inHand === 0 && host.pausedUntil <= now) this.hosts.delete(name);
  }
}

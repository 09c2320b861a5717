import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import { refuseEmail } from '#identity/account.rules.js';
import { MAIL_TRIES, type MailStatus, type MailTrouble, retryAfter, statusAfter } from './delivery.rules.js';
import { HostTraffic } from './host-traffic.js';
import { addressOf } from './mail-address.js';
import { type Claimed, MailClaims, type Outcome } from './mail-claims.js';
import { type Composed, MailTemplates } from './mail-templates.js';
import { CONNECTIONS, MailTransport } from './mail-transport.js';
import { UnsubscribeService } from './unsubscribe.service.js';

const AT_ONCE = 24; // mails in hand, more than connections, so that none of these waits for a mail to be filled in
const BATCH = 200; // taken at once, and some before the last are gone, so that no connection waits for the database
const FEW = 100;
const MOST_WAITING = 800; // with what waits for hosts that have enough to do
const NOTED_AT_ONCE = 64; // outcomes kept for one statement; so many at most are uncertain when a worker dies
const NOTHING_MORE_MS = 100;
const LONGEST_SILENCE_MS = 250; // an outcome is noted after so long, and while a server dawdles the sender shows that it lives
const STUCK_MS = 1000; // what waited for its host so long is put off, and makes room for others
const PUT_OFF_S = 10;

type Waiting = Claimed & { body: Composed; since: number };

/**
 * Sends what is in the outbox: takes mails that are due, hands them to the mail server, and notes what became of each. Any number
 * of workers pump at once; a mail is in one hand at a time. Without a mail server mails are kept as sent, for /dev/mail.
 */
@Injectable()
export class MailPump implements OnModuleDestroy {
  private readonly transport: MailTransport | null;
  private readonly claims = new MailClaims(newId());
  private readonly templates: MailTemplates;
  private readonly traffic: HostTraffic;
  private readonly inHand = new Set<Promise<void>>();
  private waiting: Waiting[] = [];
  private outcomes: Outcome[] = [];
  private nothingBefore = 0;
  private wake = (): void => undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly unsubscribing: UnsubscribeService,
  ) {
    this.transport = MailTransport.of(config);
    this.templates = new MailTemplates(config);
    this.traffic = new HostTraffic(CONNECTIONS / 2, config.mailHostRate); // a slow host has half of them at most
  }

  /** One turn with the database, while mails go out; answers how much moved, 0 where there was nothing to do. */
  async pass(ctx: Ctx): Promise<number> {
    if (!this.transport) return this.claims.keepAll(ctx);
    await this.claims.showLife(ctx);
    const moved = (await this.putOffStuck(ctx)) + (await this.exchange(ctx));
    this.begin();
    if (this.inHand.size + this.waiting.length > 0) await this.enoughDone();
    return moved + this.inHand.size + this.waiting.length + this.outcomes.length;
  }

  /** Waits for what is in hand, notes it, and gives back what was not begun. */
  async stop(ctx: Ctx): Promise<void> {
    const unbegun = this.waiting.splice(0);
    await Promise.all(this.inHand);
    await this.claims.exchange(ctx, this.outcomes.splice(0), 0, []);
    await this.claims.giveBack(ctx, unbegun, 0);
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }

  /** Notes what became of mails, and takes more where few are left that could go. */
  private async exchange(ctx: Ctx): Promise<number> {
    const [now, outcomes] = [Date.now(), this.outcomes.splice(0)];
    const closed = this.traffic.closed(now);
    const ready = this.waiting.filter(({ host }) => !closed.includes(host)).length;
    const isTime = now >= this.nothingBefore || this.inHand.size + this.waiting.length === 0;
    const wanted = isTime && ready < FEW && this.waiting.length < MOST_WAITING ? BATCH : 0;
    if (outcomes.length + wanted === 0) return 0;
    const taken = await this.claims.exchange(ctx, outcomes, wanted, closed);
    if (taken.length < wanted) this.nothingBefore = Date.now() + NOTHING_MORE_MS;
    const bodied = await this.templates.of(ctx, taken);
    this.waiting.push(...bodied.map((mail) => ({ ...mail, since: now })));
    return outcomes.length + taken.length;
  }

  private async putOffStuck(ctx: Ctx): Promise<number> {
    if (this.waiting.length < FEW) return 0;
    const now = Date.now();
    const closed = this.traffic.closed(now);
    const isStuck = ({ host, since }: Waiting): boolean => now - since > STUCK_MS && closed.includes(host);
    const stuck = this.waiting.filter(isStuck);
    this.waiting = this.waiting.filter((mail) => !isStuck(mail));
    await this.claims.giveBack(ctx, stuck, PUT_OFF_S);
    return stuck.length;
  }

  /** Until there are enough outcomes to be noted, or nothing is in hand, or it has been a while. */
  private async enoughDone(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LONGEST_SILENCE_MS);
      this.wake = () => {
        if (this.inHand.size > 0 && this.outcomes.length < NOTED_AT_ONCE) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Begins as many as there is room for, in their order, but for hosts that have enough to do. */
  private begin(): void {
    if (this.inHand.size >= AT_ONCE) return;
    const now = Date.now();
    this.waiting = this.waiting.filter((mail) => {
      if (this.inHand.size >= AT_ONCE || !this.traffic.enter(mail.host, now)) return true;
      const sending = this.send(mail).finally(() => {
        this.inHand.delete(sending);
        this.begin();
        this.wake();
      });
      this.inHand.add(sending);
      return false;
    });
  }

  private async send(mail: Waiting): Promise<void> {
    const { status, error } = await this.attempt(mail);
    const isForNow = status === 'queued' || status === 'uncertain';
    this.traffic.leave(mail.host, isForNow, Date.now());
    const next = isForNow && mail.stood === 'uncertain' ? 'uncertain' : status; // an earlier attempt may have reached them
    this.outcomes.push({
      id: mail.id,
      status: isForNow && mail.attempts >= MAIL_TRIES ? 'failed' : next,
      error,
      retryInSeconds: retryAfter(mail.attempts, Math.random(), this.config.mailRetrySeconds),
      secretIn: mail.body.holdsSecret ? mail.bodyId : null,
    });
  }

  private async attempt(mail: Waiting): Promise<{ status: MailStatus; error: string | null }> {
    if (mail.suppressed !== null && mail.kind) return { status: 'suppressed', error: mail.suppressed };
    if (refuseEmail(mail.toEmail)) return { status: 'failed', error: 'The address is not one that mail can be sent to.' };
    try {
      const template = await mail.body.compose();
      const raw = template.render({
        to: mail.toEmail,
        messageId: mail.messageId,
        date: mail.createdAt,
        recipient: mail.toName || mail.toEmail,
        unsubscribe: await this.unsubscribing.link(mail.id),
      });
      await this.transport?.send({ from: addressOf(this.config.mailFrom).address, to: mail.toEmail }, raw);
      return { status: 'sent', error: null };
    } catch (error) {
      const trouble: MailTrouble = Object.assign({ handedOver: false }, error);
      return { status: statusAfter(trouble), error: (error as Error).message.slice(0, 500) };
    }
  }
}

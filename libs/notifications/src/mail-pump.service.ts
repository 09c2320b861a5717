import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { Transporter } from 'nodemailer';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import { refuseEmail } from '#identity/account.rules.js';
import { MAIL_TRIES, type MailStatus, type MailTrouble, retryAfter, statusAfter } from './delivery.rules.js';
import { HostTraffic } from './host-traffic.js';
import { addressOf } from './mail-address.js';
import { type Claimed, MailClaims, type Outcome } from './mail-claims.js';
import { MailTemplate } from './mail-template.js';
import { CONNECTIONS, makeTransport } from './mail-transport.js';
import { UnsubscribeService } from './unsubscribe.service.js';

const AT_ONCE = 64; // mails in hand, more than connections, so that none of these waits for the database
const BATCH = 200; // taken at once, and some before the last are gone, so that the outbox is asked seldom
const FEW = 48;
const NOTED_AT_ONCE = 32; // outcomes kept for one statement; so many at most are uncertain when a worker dies
const NOTHING_MORE_MS = 100;
const LONGEST_SILENCE_MS = 1000; // while a mail server dawdles, the sender goes on showing that it lives
const TEMPLATES = 40;

/**
 * Sends what is in the outbox: takes mails that are due, hands them to the mail server, and notes what became of each. Any number
 * of workers pump at once; a mail is in one hand at a time. Without a mail server mails are kept as sent, for /dev/mail.
 */
@Injectable()
export class MailPump implements OnModuleDestroy {
  private readonly transport: Transporter | null;
  private readonly claims = new MailClaims(newId());
  private readonly traffic: HostTraffic;
  private readonly inHand = new Map<string, Promise<void>>();
  private readonly templates = new Map<string, Promise<MailTemplate>>();
  private waiting: Claimed[] = [];
  private outcomes: Outcome[] = [];
  private nothingBefore = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly unsubscribing: UnsubscribeService,
  ) {
    this.transport = makeTransport(config);
    this.traffic = new HostTraffic(CONNECTIONS / 2, config.mailHostRate); // a slow host has half of them at most
  }

  /** One turn; answers how much moved, 0 where there was nothing to do. */
  async pass(ctx: Ctx): Promise<number> {
    if (!this.transport) return this.claims.keepAll(ctx);
    let moved = 0;
    await this.claims.showLife(ctx);
    if (this.outcomes.length >= NOTED_AT_ONCE || this.inHand.size === 0) moved += await this.settle(ctx);
    if (this.waiting.length < FEW && (this.inHand.size === 0 || Date.now() >= this.nothingBefore)) moved += await this.take(ctx);
    moved += this.begin();
    if (this.inHand.size > 0) await Promise.race([...this.inHand.values(), wait(LONGEST_SILENCE_MS, undefined, { ref: false })]);
    return moved + this.inHand.size + this.outcomes.length;
  }

  private async take(ctx: Ctx): Promise<number> {
    const taken = await this.claims.take(ctx, BATCH, this.traffic.closed(Date.now()));
    this.waiting.push(...taken);
    this.nothingBefore = taken.length < BATCH ? Date.now() + NOTHING_MORE_MS : 0;
    return taken.length;
  }

  /** Waits for what is in hand, notes it, and gives back what was not begun. */
  async stop(ctx: Ctx): Promise<void> {
    await Promise.all(this.inHand.values());
    await this.settle(ctx);
    await this.claims.giveBack(
      ctx,
      this.waiting.splice(0).map(({ id }) => id),
    );
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }

  private async settle(ctx: Ctx): Promise<number> {
    const outcomes = this.outcomes.splice(0);
    if (outcomes.length > 0) await this.claims.note(ctx, outcomes);
    return outcomes.length;
  }

  /** Begins as many as there is room for, in their order, but for hosts that have enough to do. */
  private begin(): number {
    const later: Claimed[] = [];
    let begun = 0;
    for (const mail of this.waiting) {
      const goes = this.inHand.size < AT_ONCE && this.traffic.enter(mail.host, Date.now());
      if (!goes) {
        later.push(mail);
        continue;
      }
      begun += 1;
      this.inHand.set(
        mail.id,
        this.send(mail).finally(() => this.inHand.delete(mail.id)),
      );
    }
    this.waiting = later;
    return begun;
  }

  private async send(mail: Claimed): Promise<void> {
    const { status, error } = await this.attempt(mail);
    this.traffic.leave(mail.host, status === 'queued' || status === 'uncertain', Date.now());
    const isLast = mail.attempts >= MAIL_TRIES && (status === 'queued' || status === 'uncertain');
    const wait = retryAfter(mail.attempts, Math.random(), this.config.mailRetrySeconds);
    this.outcomes.push({ id: mail.id, status: isLast ? 'failed' : status, error, retryInSeconds: wait });
  }

  private async attempt(mail: Claimed): Promise<{ status: MailStatus; error: string | null }> {
    if (refuseEmail(mail.toEmail)) return { status: 'failed', error: 'The address is not one that mail can be sent to.' };
    try {
      const from = addressOf(this.config.mailFrom);
      const raw = (await this.templateOf(mail)).render({
        to: mail.toEmail,
        messageId: mail.messageId,
        date: mail.createdAt,
        recipient: mail.toName || mail.toEmail,
        unsubscribe: await this.unsubscribing.link(mail.id),
      });
      await this.transport?.sendMail({ raw, envelope: { from: from.address, to: [mail.toEmail] } });
      return { status: 'sent', error: null };
    } catch (error) {
      return { status: statusAfter(error as MailTrouble), error: (error as Error).message.slice(0, 500) };
    }
  }

  /** The mail's body, composed once and kept for the next who gets it. */
  private templateOf(mail: Claimed): Promise<MailTemplate> {
    const known = this.templates.get(mail.bodyId);
    if (known) return known;
    const host = new URL(this.config.publicUrl).hostname;
    const head = {
      from: addressOf(this.config.mailFrom),
      listId: `${(mail.kind ?? 'procedure').toLowerCase()}.${host}`,
      optional: mail.kind !== null,
    };
    const template = MailTemplate.compose(mail, head);
    this.templates.set(mail.bodyId, template);
    if (this.templates.size > TEMPLATES) this.templates.delete(this.templates.keys().next().value ?? '');
    return template;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import type { NotificationKind } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { InvitationService } from '#identity/invitation.service.js';
import { issueToken } from '#identity/one-time-token.service.js';
import { accountMailOf } from './account-mail.js';
import { AUDIENCES } from './audience.queries.js';
import { answersFor, commonFacts, pathOf, type Recipient } from './mail.facts.js';
import { layOut } from './mail.layout.js';
import { mailContent, type MailFacts } from './mail.texts.js';
import { MailSender } from './mail-sender.service.js';

const RECIPIENTS = `select a.id as account_id, a.email, a.display_name, a.locale from account a where a.id = any($1) and a.erased_at is null order by a.id`;

/** Where a mail goes; an address need not have an account. */
type Addressee = Pick<Recipient, 'email' | 'displayName'> & { accountId: string | null };

/** Turns an event into what each person concerned is told: once, whatever happens in between. */
@Injectable()
export class Teller {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly invitations: InvitationService,
    private readonly sender: MailSender,
  ) {}

  /** Writes inbox entries and mails for the event in one transaction, then sends the mails that are not out yet. */
  async tell(ctx: Ctx, event: LogEvent): Promise<void> {
    await ctx.db.write(ctx, (tx) => {
      if (event.action.startsWith('account.')) return this.write(tx, event);
      return event.action === 'invitation.sent' ? this.invite(tx, event) : this.inform(tx, event);
    });
    await this.sender.sendMailsOf(ctx, event.id);
  }

  private async inform(tx: Tx, event: LogEvent): Promise<void> {
    const audience = AUDIENCES[event.action];
    if (!audience) return;
    const ids = await tx.query<{ accountId: string }>(
      `select account_id from (${audience.who}) w where $1::uuid is not null or $2::uuid is null or $3::uuid is null or $4::uuid is null`,
      [event.subjectId, event.normId, event.roundId, event.actorId],
    );
    const people = await tx.query<Recipient>(RECIPIENTS, [ids.map(({ accountId }) => accountId)]);
    const common = await commonFacts(tx, event);
    const url = `${this.config.publicUrl}${pathOf(event, common.reference)}`;
    for (const person of people) {
      const answers = audience.kind === 'RESULTS_PUBLISHED' ? await answersFor(tx, event.subjectId, person.accountId) : [];
      await this.tellOne(tx, event, audience.kind, person, { ...common, recipient: person.displayName, answers, token: '', url });
    }
  }

  private async tellOne(tx: Tx, event: LogEvent, kind: NotificationKind, person: Recipient, facts: MailFacts): Promise<void> {
    const content = mailContent(kind, facts);
    if (!content) return;
    const told = await tx.one(
      `insert into notification (id, account_id, event_id, kind, title, path, created_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (event_id, account_id) do nothing returning id`,
      [newId(), person.accountId, event.id, kind, content.subject, pathOf(event, facts.reference), tx.now],
    );
    if (told) await this.keepMail(tx, event, person, content);
  }

  /** About the account itself: a mail and no inbox entry. The token is made with the mail: a second run finds the mail and makes none. */
  private async write(tx: Tx, event: LogEvent): Promise<void> {
    const person = await accountMailOf(tx, event);
    if (!person || (await tx.one('select 1 from mail where event_id = $1', [event.id]))) return;
    const { purpose, path, cause } = person;
    const token = purpose ? await issueToken(tx, person.accountId, purpose, cause) : '';
    const url = `${this.config.publicUrl}${path}${token && `?token=${token}`}`;
    const facts = { ...(await commonFacts(tx, event)), recipient: person.displayName, answers: [], token, url };
    const content = mailContent(person.kind, facts);
    if (content) await this.keepMail(tx, event, person, content);
  }

  /** To the address, whether or not it has an account. The token is made with the mail: a second run finds one made and makes none. */
  private async invite(tx: Tx, event: LogEvent): Promise<void> {
    const link = await this.invitations.issueLink(tx, event.subjectId);
    if (!link) return;
    const { email, token } = link;
    const url = `${this.config.publicUrl}/invitation?token=${token}`;
    const facts = { ...(await commonFacts(tx, event)), recipient: email, answers: [], token, url };
    const content = mailContent('INVITATION', facts);
    if (content) await this.keepMail(tx, event, { accountId: null, email, displayName: '' }, content);
  }

  private async keepMail(tx: Tx, event: LogEvent, person: Addressee, content: Parameters<typeof layOut>[0]): Promise<void> {
    const id = newId();
    const { subject, text, html } = layOut(content, 'en');
    const host = new URL(this.config.publicUrl).hostname;
    await tx.query(
      `insert into mail (id, event_id, account_id, to_email, to_name, subject, text, html, locale, message_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'en', $9, $10) on conflict (event_id, account_id) do nothing`,
      [id, event.id, person.accountId, person.email, person.displayName, subject, text, html, `<${id}@${host}>`, tx.now],
    );
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import type { Tx } from '#platform/tx.js';
import { InvitationService } from '#identity/invitation.service.js';
import { issueToken } from '#identity/one-time-token.service.js';
import { accountMailOf } from './account-mail.js';
import { AUDIENCES } from './audience.queries.js';
import { FanOut } from './fan-out.service.js';
import { factsIn, factsOf } from './mail.facts.js';
import { type Addressee, keepOwn, post } from './mail-outbox.js';
import { contentOf, type Footer, languageOf } from './words.rules.js';
import { WebhookLedger } from './webhook-ledger.service.js';
import type { TextKey } from './words.types.js';

/** A letter to one address: its words, what its link is, and the token that the link carries. */
interface Direct {
  text: TextKey;
  footer: Footer;
  locale: string;
  path: string;
  token: string;
}

/** Turns an event into what each person concerned is told: once, whatever happens in between. */
@Injectable()
export class Teller {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly invitations: InvitationService,
    private readonly fanOut: FanOut,
    private readonly webhooks: WebhookLedger,
  ) {}

  /** Writes inbox entries and puts mails into the outbox; the mail pump sends them. */
  async tell(ctx: Ctx, event: LogEvent): Promise<void> {
    const audiences = AUDIENCES[event.action];
    for (const audience of audiences ?? []) {
      await this.fanOut.tell(ctx, event, audience);
      await this.webhooks.enter(ctx, event, audience);
    }
    if (!audiences)
      await ctx.db.write(ctx, (tx) => (event.action === 'invitation.sent' ? this.invite(tx, event) : this.write(tx, event)));
  }

  /** About the account itself: a mail and no inbox entry. The token is made with the mail: a second run finds the mail and makes none. */
  private async write(tx: Tx, event: LogEvent): Promise<void> {
    const person = await accountMailOf(tx, event);
    if (!person || (await tx.one('select 1 from mail where event_id = $1', [event.id]))) return;
    const { purpose, path, cause, kind, locale } = person;
    const token = purpose ? await issueToken(tx, person.accountId, purpose, cause) : '';
    await this.send(tx, event, person, { text: kind, footer: 'account', locale, path, token });
  }

  /** To the address, whether or not it has an account. The token is made with the mail: a second run finds one made and makes none. */
  private async invite(tx: Tx, event: LogEvent): Promise<void> {
    const link = await this.invitations.issueLink(tx, event.subjectId);
    if (!link) return;
    const { email, token } = link;
    const locale = (await tx.one<{ locale: string }>('select locale from account where lower(email) = lower($1)', [email]))
      ?.locale;
    const letter: Direct = {
      text: 'ORGANIZATION_INVITATION',
      footer: 'invited',
      locale: locale ?? 'en',
      path: '/invitation',
      token,
    };
    await this.send(tx, event, { accountId: null, email, displayName: email }, letter);
  }

  private async send(tx: Tx, event: LogEvent, to: Addressee, { text, footer, locale, path, token }: Direct): Promise<void> {
    const language = languageOf(locale);
    const institution = this.config.oidcIssuers.find(({ issuer }) => issuer === event.data['issuer'])?.label;
    const facts = {
      ...factsIn(language, event, await factsOf(tx, event)),
      token,
      institution: institution ?? String(event.data['issuer'] ?? ''),
    };
    const content = contentOf(text, facts, language, [], footer);
    const letter = { event, text, language, content, path: `${path}${token && `?token=${token}`}`, list: null };
    const bodyId = await keepOwn(tx, this.config, letter);
    await post(tx, this.config, event, null, [{ id: newId(), to, bodyId, language }]);
  }
}

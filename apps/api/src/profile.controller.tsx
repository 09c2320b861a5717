import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { found } from '#platform/refusal.js';
import type { Delivery, NotificationKind, Region } from '#platform/schema.types.js';
import type { Account } from '#identity/account.entity.js';
import { AccountService } from '#identity/account.service.js';
import { accountsById } from '#identity/identity.loader.js';
import { SessionService } from '#identity/session.service.js';
import { PreferenceService } from '#notifications/preference.service.js';
import { LANGUAGES } from '#notifications/words.rules.js';
import { DELIVERIES, MailChoicesPage } from '#web/mail-choices.page.js';
import { ProfilePage, REGIONS } from '#web/profile.page.js';
import { doneAt, doneIn, signedIn } from './account-page.js';
import { type Form, filledIn, orAgain } from './page-form.js';
import { sendPage } from './page-reply.js';
import type { RequestCtx } from './request-ctx.js';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** One's own particulars, and how news come. */
@Controller('account')
export class ProfileController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly accounts: AccountService,
    private readonly wishes: PreferenceService,
  ) {}

  /** Name, language and place. */
  @Get()
  async show(@Query('done') done: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    const profile = await ownAccount(ctx);
    await sendPage(reply, 200, <ProfilePage profile={profile} zones={zonesWith(profile.timeZone)} done={doneIn(done)} />);
  }

  /** Saves them. */
  @Post()
  async save(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    const account = await ownAccount(ctx);
    const locale = filledIn(request, 'locale');
    const region = filledIn(request, 'region');
    const given = {
      displayName: filledIn(request, 'displayName'),
      locale: LANGUAGES.some((language) => language === locale) ? locale : account.locale,
      timeZone: filledIn(request, 'timeZone') || 'UTC',
      country: filledIn(request, 'country').trim().toUpperCase() || null,
      region: region in REGIONS ? (region as Region) : null,
    };
    const work = async (): Promise<void> => {
      await this.accounts.updateProfile(ctx, given);
      await doneAt(reply, '/account', 'saved');
    };
    await orAgain(reply, 'en', work, (problem) => (
      <ProfilePage profile={{ ...account, ...given }} zones={zonesWith(account.timeZone)} done={null} problem={problem} />
    ));
  }

  /** How soon each kind of news comes by mail. */
  @Get('mails')
  async mails(@Query('done') done: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    await sendPage(reply, 200, <MailChoicesPage preferences={await this.wishes.list(ctx)} done={doneIn(done)} />);
  }

  /** Saves it; what the form does not name stays as it is. */
  @Post('mails')
  async saveMails(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    const changed = (await this.wishes.list(ctx)).flatMap(({ kind, email }): { kind: NotificationKind; email: Delivery }[] => {
      const wish = filledIn(request, kind);
      return wish !== email && wish in DELIVERIES ? [{ kind, email: wish as Delivery }] : [];
    });
    if (changed.length > 0) await this.wishes.set(ctx, changed);
    await doneAt(reply, '/account/mails', 'saved');
  }
}

const ownAccount = async (ctx: RequestCtx): Promise<Account> =>
  found(await ctx.load(accountsById, ctx.requirePerson()), 'account');

const zonesWith = (zone: string | null): string[] => (zone && !ZONES.includes(zone) ? [zone, ...ZONES] : ZONES);

import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { SessionService } from '#identity/session.service.js';
import { GoOnPage, SafetyPage } from '#web/safety.page.js';
import { NewFactorPage, RecoveryCodesPage } from '#web/second-factor.pages.js';
import { doneAt, doneIn, idIn, signedIn } from './account-page.js';
import { type Form, filledIn, orAgain } from './page-form.js';
import { sendPage } from './page-reply.js';
import type { RequestCtx } from './request-ctx.js';
import { WaysIn } from './ways-in.js';

const HERE = '/account/safety';

/** The ways into one's own account: password, address, second factor, passkeys, institutions. */
@Controller('account/safety')
export class SafetyController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    @Inject(WaysIn) private readonly ways: WaysIn,
  ) {}

  /** All of them. */
  @Get()
  async show(@Query('done') done: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (ctx) await sendPage(reply, 200, <SafetyPage view={await this.ways.of(ctx)} done={doneIn(done)} />);
  }

  /** Changes the password. */
  @Post('password')
  password(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    return this.act(request, reply, 'password', async (ctx) => {
      const newPassword = filledIn(request, 'newPassword');
      await this.ways.passwords.change(ctx, { password: filledIn(request, 'password'), newPassword });
      await doneAt(reply, HERE, 'password');
    });
  }

  /** Asks for another mail address. */
  @Post('address')
  address(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    return this.act(request, reply, 'address', async (ctx) => {
      await this.ways.addresses.request(ctx, { email: filledIn(request, 'email'), password: filledIn(request, 'password') });
      await doneAt(reply, HERE, 'address');
    });
  }

  /** Begins to set up a second factor: the page that answers shows its secret, and no other does. */
  @Post('factor')
  factor(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    return this.act(request, reply, 'factor', async (ctx) => {
      const factor = await this.ways.factors.begin(ctx, filledIn(request, 'password'));
      await sendPage(reply, 200, <NewFactorPage factor={factor} />);
    });
  }

  /** Turns it on by a code of it, and shows the recovery codes, this once. */
  @Post('factor/confirm')
  async confirm(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    const factor = { secret: filledIn(request, 'secret'), uri: filledIn(request, 'uri') };
    const work = async (): Promise<void> => {
      const { recoveryCodes } = await this.ways.factors.confirm(ctx, filledIn(request, 'code'));
      await sendPage(reply, 200, <RecoveryCodesPage codes={recoveryCodes} />);
    };
    await orAgain(reply, 'en', work, (problem) => <NewFactorPage factor={factor} problem={problem} />);
  }

  /** Turns it off. */
  @Post('factor/end')
  endFactor(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    return this.act(request, reply, 'factor-end', async (ctx) => {
      await this.ways.factors.end(ctx, filledIn(request, 'password'));
      await doneAt(reply, HERE, 'off');
    });
  }

  /** Gives new recovery codes. */
  @Post('codes')
  codes(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    return this.act(request, reply, 'codes', async (ctx) => {
      const { recoveryCodes } = await this.ways.factors.renew(ctx, filledIn(request, 'password'));
      await sendPage(reply, 200, <RecoveryCodesPage codes={recoveryCodes} />);
    });
  }

  /** Takes a passkey off. */
  @Post('passkey')
  passkey(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    return this.act(request, reply, 'passkey', async (ctx) => {
      await this.ways.passkeys.remove(ctx, idIn(request, 'passkey'), filledIn(request, 'password'));
      await doneAt(reply, HERE, 'removed');
    });
  }

  /** Takes an institution off, or goes to it to add it. */
  @Post('institution')
  institution(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    return this.act(request, reply, 'institution', async (ctx) => {
      const password = filledIn(request, 'password');
      const issuer = filledIn(request, 'link');
      if (issuer) {
        const { url } = await this.ways.oidc.beginLink(ctx, issuer, password);
        return sendPage(reply, 200, <GoOnPage label={this.ways.nameOf(issuer)} url={url} />);
      }
      await this.ways.oidc.unlink(ctx, idIn(request, 'unlink'), password);
      await doneAt(reply, HERE, 'removed');
    });
  }

  private async act(request: Form, reply: FastifyReply, form: string, work: (ctx: RequestCtx) => Promise<void>): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    const view = await this.ways.of(ctx);
    const given = { email: filledIn(request, 'email') };
    await orAgain(
      reply,
      'en',
      () => work(ctx),
      (problem) => <SafetyPage view={view} done={null} given={given} fault={{ form, problem }} />,
    );
  }
}

import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { Refusal } from '#platform/refusal.js';
import { uselessInvitation } from '#identity/invitation.rules.js';
import { InvitationService } from '#identity/invitation.service.js';
import { SessionService } from '#identity/session.service.js';
import { InvitationPage } from '#web/invitation.page.js';
import { MessagePage } from '#web/verify.page.js';
import { sendPage } from './page-reply.js';
import { RequestCtx } from './request-ctx.js';

/** Where the link of an invitation leads: looking shows what it is for, pressing the button joins. */
@Controller('invitation')
export class InvitationController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly invitations: InvitationService,
  ) {}

  /** Shows what the invitation is for and changes nothing. */
  @Get()
  async show(
    @Query('token') token: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const invitation = await this.invitations.behind(ctx, String(token ?? ''));
    if (!invitation) return ofNoUse(reply, uselessInvitation());
    await sendPage(reply, 200, <InvitationPage token={String(token)} invitation={invitation} lang="en" />);
  }

  /** Joins, for who is signed in with the invited address. */
  @Post()
  async accept(@Req() request: FastifyRequest<{ Body: { token?: string } | null }>, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    try {
      await this.invitations.accept(ctx, String(request.body?.token ?? ''));
      await sendPage(reply, 200, <MessagePage title="You have joined" message="You belong to the organization now." lang="en" />);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await ofNoUse(reply, error);
    }
  }
}

const ofNoUse = (reply: FastifyReply, { code, message }: Refusal): Promise<void> =>
  code === 'UNAUTHENTICATED'
    ? sendPage(
        reply,
        401,
        <MessagePage
          title="Please sign in first"
          message="Sign in with the address that the invitation was sent to, then follow its link again."
          lang="en"
        />,
      )
    : sendPage(reply, 404, <MessagePage title="This invitation is of no use here" message={message} lang="en" />);

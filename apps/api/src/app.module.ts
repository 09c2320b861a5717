import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessInterceptor } from '#platform/access.js';
import { AuditLog } from '#platform/audit-log.service.js';
import { graphqlModule } from '#platform/graphql.module.js';
import { Nodes } from '#platform/node.service.js';
import { completeSchema } from '#platform/operations.js';
import { OperationsResolver } from '#platform/operations.resolver.js';
import { type Platform, PlatformModule } from '#platform/platform.module.js';
import { PlatformResolver } from '#platform/platform.resolver.js';
import { SessionService } from '#identity/session.service.js';
import { AccountPagesController } from './account-pages.controller.js';
import { AnswerPagesController } from './answer-pages.controller.js';
import { CommentFormController } from './comment-form.controller.js';
import { DevMailController } from './dev-mail.controller.js';
import { ExportsController } from './exports.controller.js';
import { FilesController } from './files.controller.js';
import { HealthController } from './health.controller.js';
import { InvitationController } from './invitation.controller.js';
import { LIB_MODULES } from './libs.js';
import { LiveController } from './live.controller.js';
import { LivePagesController } from './live-pages.controller.js';
import { MetricsController } from './metrics.controller.js';
import { NOT_IMPLEMENTED } from './not-implemented.js';
import { NormPagesController } from './norm-pages.controller.js';
import { NormTextController } from './norm-text.controller.js';
import { OidcController } from './oidc.controller.js';
import { PublicFeedsController } from './public-feeds.controller.js';
import { OwnDataController } from './own-data.controller.js';
import { ProfileController } from './profile.controller.js';
import { SafetyController } from './safety.controller.js';
import { SessionsController } from './sessions.controller.js';
import { RequestCtx } from './request-ctx.js';
import { RoundRecordController } from './round-record.controller.js';
import { RoundTextController } from './round-text.controller.js';
import { ScriptsController } from './scripts.controller.js';
import { SignInController } from './sign-in.controller.js';
import { SignUpController } from './sign-up.controller.js';
import { SubmissionActs } from './submission-acts.js';
import { SubmissionPagesController } from './submission-pages.controller.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { WaysIn } from './ways-in.js';
import { WebController } from './web.controller.js';

const CONTROLLERS = [
  AccountPagesController,
  AnswerPagesController,
  CommentFormController,
  DevMailController,
  ExportsController,
  FilesController,
  HealthController,
  InvitationController,
  LiveController,
  LivePagesController,
  MetricsController,
  NormPagesController,
  NormTextController,
  OidcController,
  OwnDataController,
  ProfileController,
  SafetyController,
  SessionsController,
  PublicFeedsController,
  RoundRecordController,
  RoundTextController,
  ScriptsController,
  SignInController,
  SignUpController,
  SubmissionPagesController,
  UnsubscribeController,
  WebController,
];

/** The API: every lib, GraphQL over them, and the HTTP routes. */
@Module({})
export class AppModule {
  static with(platform: Platform): DynamicModule {
    const sessions = new SessionService(platform.db, platform.config);
    const graphql = graphqlModule({
      logger: platform.logger,
      contextOf: (request: FastifyRequest, reply: FastifyReply) => RequestCtx.of(sessions, platform.db, request, reply),
      completeSchema: (schema) => completeSchema(schema, NOT_IMPLEMENTED),
    });
    return {
      module: AppModule,
      imports: [PlatformModule.with(platform), ...LIB_MODULES, graphql],
      controllers: CONTROLLERS,
      providers: [
        SubmissionActs,
        WaysIn,
        PlatformResolver,
        OperationsResolver,
        { provide: APP_INTERCEPTOR, useClass: AccessInterceptor },
      ],
    };
  }

  constructor(nodes: Nodes, log: AuditLog) {
    nodes.register('AuditEntry', 'event', (ctx, id) => log.find(ctx, id));
  }
}

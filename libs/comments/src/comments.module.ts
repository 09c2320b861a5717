import { Module, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '#platform/jobs.service.js';
import { Nodes } from '#platform/node.service.js';
import { IdentityModule } from '#identity/identity.module.js';
import { PersonalData } from '#identity/personal-data.service.js';
import { RoundsModule } from '#rounds/rounds.module.js';
import { AnswerResolver } from './answer.resolver.js';
import { AnswerService } from './answer.service.js';
import { BalanceService } from './balance.service.js';
import { ClusterAdjustmentService } from './cluster-adjustment.service.js';
import { clusterComments } from './cluster.jobs.js';
import { clustersById } from './cluster.queries.js';
import { ClusterResolver, CommentClusterResolver, RoundClustersResolver } from './cluster.resolver.js';
import { ClusterService } from './cluster.service.js';
import { CommentImportResolver, WrittenPlaceResolver } from './comment-import.resolver.js';
import { CommentImportService } from './comment-import.service.js';
import { CarryDecisionService } from './carry-decision.service.js';
import { AnchorResolver, CarryResolver, CommentCarriesResolver } from './carry.resolver.js';
import { carryComments } from './carry.jobs.js';
import { CarryService } from './carry.service.js';
import { commentsById } from './comment.queries.js';
import { CommentResolver, ProvisionCommentsResolver, RoundCommentsResolver } from './comment.resolver.js';
import { ApprovalResolver } from './approval.resolver.js';
import { ApprovalService } from './approval.service.js';
import { AttachmentResolver } from './attachment.resolver.js';
import { AttachmentService } from './attachment.service.js';
import { CoSignatureService } from './co-signature.service.js';
import { CommentSidesResolver, InternalNoteResolver } from './internal-note.resolver.js';
import { InternalNoteService } from './internal-note.service.js';
import { CommentFlagResolver, DiscussionResolver, ReactionCountsResolver } from './discussion.resolver.js';
import { DISCUSSION_DATA } from './discussion.data.js';
import { ModerationService } from './moderation.service.js';
import { ReactionService } from './reaction.service.js';
import { findReply } from './reply.queries.js';
import { ReplyService } from './reply.service.js';
import { ParticipationClock } from './participation-clock.service.js';
import { ParticipationResolver, RoundParticipationResolver, SilentInviteeResolver } from './participation.resolver.js';
import { RoundLiveResolver } from './round-live.resolver.js';
import { RoundRecordResolver } from './round-record.resolver.js';
import { RoundRecordService } from './round-record.service.js';
import { SearchModule } from './search.module.js';
import { SUBMISSION_DATA } from './submission.data.js';
import { Submission } from './submission.entity.js';
import { findSubmission } from './submission.queries.js';
import { SubmissionResolver } from './submission.resolver.js';
import { SubmissionService } from './submission.service.js';

export const COMMENTS_ENTITIES = [Submission];

/** Submissions, comments and who takes part. */
@Module({
  imports: [IdentityModule, RoundsModule, SearchModule],
  providers: [
    SubmissionService,
    ApprovalService,
    ApprovalResolver,
    AttachmentService,
    AttachmentResolver,
    InternalNoteService,
    CoSignatureService,
    CommentSidesResolver,
    InternalNoteResolver,
    ReactionService,
    ReplyService,
    ModerationService,
    DiscussionResolver,
    CommentFlagResolver,
    ReactionCountsResolver,
    AnswerService,
    AnswerResolver,
    BalanceService,
    ParticipationClock,
    ParticipationResolver,
    RoundParticipationResolver,
    SilentInviteeResolver,
    RoundRecordService,
    RoundLiveResolver,
    RoundRecordResolver,
    ClusterService,
    ClusterAdjustmentService,
    ClusterResolver,
    CommentClusterResolver,
    RoundClustersResolver,
    CommentImportService,
    CommentImportResolver,
    WrittenPlaceResolver,
    CommentResolver,
    CarryService,
    CarryDecisionService,
    CommentCarriesResolver,
    CarryResolver,
    AnchorResolver,
    RoundCommentsResolver,
    ProvisionCommentsResolver,
    SubmissionResolver,
  ],
  exports: [
    AttachmentService,
    ClusterService,
    RoundRecordService,
    ParticipationClock,
    SubmissionService,
    CommentImportService,
    AnswerService,
    ApprovalService,
    CoSignatureService,
    InternalNoteService,
  ],
})
export class CommentsModule implements OnModuleInit {
  constructor(
    private readonly nodes: Nodes,
    private readonly personalData: PersonalData,
    private readonly jobs: Jobs,
    private readonly clusters: ClusterService,
    private readonly carries: CarryService,
  ) {}

  onModuleInit(): void {
    this.personalData.register(SUBMISSION_DATA);
    this.personalData.register(DISCUSSION_DATA);
    this.jobs.handle(carryComments, (ctx, event) => this.carries.carry(ctx, event));
    this.nodes.register('Comment', 'comment', (ctx, id) => ctx.load(commentsById, id));
    this.nodes.register('Cluster', 'cluster', (ctx, id) => ctx.load(clustersById, id));
    this.jobs.handle(clusterComments, (ctx, event) => this.clusters.settle(ctx, event));
    this.nodes.register('Reply', 'reply', findReply);
    this.nodes.register('Submission', 'submission', findSubmission);
  }
}

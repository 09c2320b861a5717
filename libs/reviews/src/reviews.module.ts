import { Module, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '#platform/jobs.service.js';
import { IdentityModule } from '#identity/identity.module.js';
import { PersonalData } from '#identity/personal-data.service.js';
import { Nodes } from '#platform/node.service.js';
import { CommentsModule } from '#comments/comments.module.js';
import { contributeCompanion, contributeFilter } from '#comments/comment.queries.js';
import { NormsModule } from '#norms/norms.module.js';
import { RoundsModule } from '#rounds/rounds.module.js';
import { REVIEW_DATA } from './review.data.js';
import { Amendment } from './amendment.entity.js';
import {
  AmendmentResolver,
  CommentAmendmentsResolver,
  ProvisionChangeAmendmentsResolver,
  ProvisionOriginsResolver,
} from './amendment.resolver.js';
import { AmendmentService } from './amendment.service.js';
import { carryComments } from './carried-comment.queries.js';
import { CarriedCommentResolver, RoundCarriedCommentsResolver } from './carried-comment.resolver.js';
import { Disposition } from './disposition.entity.js';
import { CommentDispositionResolver, DispositionResolver, DispositionRevisionResolver } from './disposition.resolver.js';
import { DispositionService } from './disposition.service.js';
import { ReviewCycle } from './review-cycle.entity.js';
import { NormReviewsResolver, ReviewCycleResolver } from './review-cycle.resolver.js';
import { ReviewCycleService } from './review-cycle.service.js';
import { carryIntoRound } from './review.jobs.js';
import { amendmentsById, cyclesById, DISPOSITION_OF_PAGE, readDisposition } from './review.queries.js';
import { answeredFilter } from './review-filters.js';

export const REVIEWS_ENTITIES = [ReviewCycle, Disposition, Amendment];

/** The wall lets staff see every answer, but not every comment: an answer to one that they may not see is not even looked up. */
const OF_SEEN_COMMENT = '(select d.id from disposition d join comment c on c.id = d.comment_id) disposition';

const services = [ReviewCycleService, DispositionService, AmendmentService];
const resolvers = [
  ReviewCycleResolver,
  NormReviewsResolver,
  DispositionResolver,
  DispositionRevisionResolver,
  CommentDispositionResolver,
  AmendmentResolver,
  CommentAmendmentsResolver,
  ProvisionChangeAmendmentsResolver,
  ProvisionOriginsResolver,
  RoundCarriedCommentsResolver,
  CarriedCommentResolver,
];

/** Review cycles, dispositions and amendments. */
@Module({
  imports: [IdentityModule, NormsModule, RoundsModule, CommentsModule],
  providers: [...services, ...resolvers],
  exports: services,
})
export class ReviewsModule implements OnModuleInit {
  constructor(
    private readonly nodes: Nodes,
    private readonly jobs: Jobs,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.personalData.register(REVIEW_DATA);
    this.nodes.register('ReviewCycle', 'review_cycle', (ctx, id) => ctx.load(cyclesById, id));
    this.nodes.register('Disposition', OF_SEEN_COMMENT, readDisposition);
    this.nodes.register('Amendment', 'amendment', (ctx, id) => ctx.load(amendmentsById, id));
    for (const [name, filter] of Object.entries(answeredFilter)) contributeFilter(name, filter);
    contributeCompanion(DISPOSITION_OF_PAGE);
    this.jobs.handle(carryIntoRound, carryComments);
  }
}

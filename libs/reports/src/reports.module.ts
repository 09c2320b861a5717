import { Module, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '#platform/jobs.service.js';
import { IdentityModule } from '#identity/identity.module.js';
import { PersonalData } from '#identity/personal-data.service.js';
import { Nodes } from '#platform/node.service.js';
import { REPORT_DATA } from './report.data.js';
import { AnnotationService } from './annotation.service.js';
import { COMMENT_EXPORTS } from './comment-export.js';
import { CommentsModule } from '#comments/comments.module.js';
import { ReviewsModule } from '#reviews/reviews.module.js';
import { DispositionImportResolver } from './disposition-import.resolver.js';
import { DispositionImportService } from './disposition-import.service.js';
import { ExportResolver } from './export.resolver.js';
import { ProgressResolver } from './progress.resolver.js';
import { ExportService } from './export.service.js';
import { TEMPLATE_EXPORT } from './template-export.js';
import { NORM_EXPORT } from './norm-export.js';
import { NormTextService } from './norm-text.service.js';
import { makeExport, summariseRound } from './report.jobs.js';
import { findSummary } from './summary.queries.js';
import { ProvisionSummaryResolver, RoundSummariesResolver, SummaryPointResolver, SummaryResolver } from './summary.resolver.js';
import { SummaryService } from './summary.service.js';

/** Summaries and exports. */
@Module({
  imports: [IdentityModule, CommentsModule, ReviewsModule],
  providers: [
    AnnotationService,
    SummaryService,
    ExportService,
    NormTextService,
    SummaryResolver,
    SummaryPointResolver,
    ProvisionSummaryResolver,
    RoundSummariesResolver,
    ExportResolver,
    ProgressResolver,
    DispositionImportService,
    DispositionImportResolver,
  ],
  exports: [AnnotationService, SummaryService, ExportService, NormTextService],
})
export class ReportsModule implements OnModuleInit {
  constructor(
    private readonly nodes: Nodes,
    private readonly jobs: Jobs,
    private readonly personalData: PersonalData,
    private readonly summaries: SummaryService,
    private readonly exports: ExportService,
  ) {}

  onModuleInit(): void {
    this.personalData.register(REPORT_DATA);
    this.nodes.register('FeedbackSummary', 'feedback_summary', findSummary);
    this.nodes.register('Export', 'export', (ctx, id) => this.exports.find(ctx, id));
    for (const definition of [...COMMENT_EXPORTS, TEMPLATE_EXPORT, NORM_EXPORT]) this.exports.register(definition);
    this.jobs.handle(summariseRound, (ctx, event) => this.summaries.make(ctx, event));
    this.jobs.handle(
      makeExport,
      (ctx, event) => this.exports.make(ctx, event),
      (ctx, event) => this.exports.giveUp(ctx, event),
    );
  }
}

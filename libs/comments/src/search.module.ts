import { Module, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '#platform/jobs.service.js';
import { indexSubmission } from './search.jobs.js';
import { SearchService } from './search.service.js';

/** Comments are made findable by their words. */
@Module({ providers: [SearchService] })
export class SearchModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly search: SearchService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(indexSubmission, (ctx, event) => this.search.index(ctx, event.subjectId));
  }
}

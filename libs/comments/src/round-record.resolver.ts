import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Public } from '#platform/access.js';
import type { Round } from '#rounds/round.entity.js';
import type { InclusionProof, RoundRecord } from './round-record.queries.js';
import { RoundRecordService } from './round-record.service.js';

/** The seal on a closed round, and the proofs that lead to it. */
@Resolver('Round')
export class RoundRecordResolver {
  constructor(private readonly records: RoundRecordService) {}

  @Query('inclusionProof')
  @Public()
  inclusionProof(@Args('receiptNumber') receiptNumber: string): Promise<InclusionProof | null> {
    return this.records.proof(receiptNumber);
  }

  @ResolveField('record')
  record(@Parent() round: Round): Promise<RoundRecord | null> {
    return this.records.record(round);
  }
}

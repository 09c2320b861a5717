import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReviewCycleKind, ReviewCycleStatus } from '#platform/schema.types.js';

/** The answering of what one or more rounds brought. */
@Entity('review_cycle')
export class ReviewCycle {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') normId: string;
  @Column('text') kind: ReviewCycleKind;
  @Column('uuid') baseVersionId: string;
  @Column('uuid', { nullable: true }) resultVersionId: string | null;
  @Column('text') status: ReviewCycleStatus;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) concludedAt: Date | null;
}

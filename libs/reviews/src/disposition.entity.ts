import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DispositionStatus, Outcome } from '#platform/schema.types.js';

/** The answer to a comment. Each change is a revision beside it; nothing is overwritten unseen. */
@Entity('disposition')
export class Disposition {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') commentId: string;
  @Column('uuid') cycleId: string;
  @Column('text') outcome: Outcome;
  @Column('text') response: string;
  @Column('text') status: DispositionStatus;
  @Column('uuid') proposedBy: string;
  @Column('uuid', { nullable: true }) confirmedBy: string | null;
  @Column('uuid', { nullable: true }) duplicateOf: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
}

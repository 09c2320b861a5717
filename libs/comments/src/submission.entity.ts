import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SubmissionStatus } from '#platform/schema.types.js';

/** What one account, or one organization, hands in to one round. Once submitted it does not change. */
@Entity('submission')
export class Submission {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') roundId: string;
  @Column('uuid', { nullable: true }) organizationId: string | null;
  @Column('uuid') accountId: string;
  @Column('text') status: SubmissionStatus;
  @Column('int') revision: number;
  @Column('bool') late: boolean;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('text', { nullable: true }) receiptNumber: string | null;
  @Column('text', { nullable: true }) contentHash: string | null;
  @Column('text', { nullable: true }) salt: string | null;
  /** Until when contributors may change an organization's draft. */
  @Column('timestamptz', { nullable: true }) internalDeadline: Date | null;
  @Column('uuid', { nullable: true }) requestedBy: string | null;
  @Column('text', { nullable: true }) returnReason: string | null;
}

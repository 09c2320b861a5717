import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  BalanceTarget,
  CommentPublication,
  LatePolicy,
  RoundAudience,
  RoundKind,
  RoundStatus,
} from '#platform/schema.types.js';

/** A stretch of time in which a version is open to comment. `status` is what was last written down; `statusAt` says what is. */
@Entity('round')
export class Round {
  @PrimaryColumn('uuid') id: string;
  @Column('text') reference: string;
  @Column('uuid') normId: string;
  @Column('uuid') versionId: string;
  @Column('text') kind: RoundKind;
  @Column('text') title: string;
  @Column('text', { nullable: true }) guidance: string | null;
  @Column('text') status: RoundStatus;
  @Column('text') audience: RoundAudience;
  @Column('text') publication: CommentPublication;
  @Column('text') latePolicy: LatePolicy;
  @Column('int') graceMinutes: number;
  @Column('bool') vettedOnly: boolean;
  @Column('jsonb') balanceTargets: BalanceTarget[];
  @Column('timestamptz', { nullable: true }) opensAt: Date | null;
  @Column('timestamptz', { nullable: true }) closesAt: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  @Column('int') revision: number;
  @Column('timestamptz') createdAt: Date;
}

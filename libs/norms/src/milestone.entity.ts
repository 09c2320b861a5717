import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MilestoneKind } from '#platform/schema.types.js';

/** A day in the life of a norm. */
@Entity('milestone')
export class Milestone {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') normId: string;
  @Column('text') kind: MilestoneKind;
  @Column('text') title: string;
  @Column('date') dueOn: string;
  @Column('timestamptz', { nullable: true }) doneAt: Date | null;
  @Column('text', { array: true, name: 'eids' }) eIds: string[];
  /** Made at adoption from the dates of provisions. */
  @Column('bool') fromText: boolean;
  /** The sunset of the norm itself, not of some provisions alone. */
  @Column('bool') endsNorm: boolean;
  @Column('timestamptz') setAt: Date;
}

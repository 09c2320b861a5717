import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AmendmentOp, ProvisionKind } from '#platform/schema.types.js';

/** A change to the base version's text that answers accepted comments. */
@Entity('amendment')
export class Amendment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') cycleId: string;
  @Column('text') op: AmendmentOp;
  @Column('text', { name: 'eid' }) eId: string;
  @Column('text', { nullable: true }) text: string | null;
  @Column('text', { nullable: true }) heading: string | null;
  @Column('text', { nullable: true }) number: string | null;
  @Column('text', { name: 'new_eid', nullable: true }) newEId: string | null;
  @Column('text', { nullable: true }) kind: ProvisionKind | null;
  @Column('uuid') createdBy: string;
  @Column('timestamptz') createdAt: Date;
}

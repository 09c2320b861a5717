import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NormStatus } from '#platform/schema.types.js';

/** What is drafted, consulted on, adopted and reviewed. `status` is what was last written down; `normStatusAt` says what is. */
@Entity('norm')
export class Norm {
  @PrimaryColumn('uuid') id: string;
  @Column('text') slug: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) abstract: string | null;
  @Column('text') status: NormStatus;
  /** The day on which it ends unless it is renewed; null where it has no sunset. */
  @Column('date', { nullable: true }) sunsetOn: string | null;
  @Column('timestamptz') createdAt: Date;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NormStatus } from '#platform/schema.types.js';

/** What is drafted, consulted on, adopted and reviewed. */
@Entity('norm')
export class Norm {
  @PrimaryColumn('uuid') id: string;
  @Column('text') slug: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) abstract: string | null;
  @Column('text') status: NormStatus;
  @Column('timestamptz') createdAt: Date;
}

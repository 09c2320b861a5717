import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NormVersionStatus } from '#platform/schema.types.js';

/** One state of a norm's text. Once published it does not change: the database refuses, not only the service. */
@Entity('norm_version')
export class NormVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') normId: string;
  @Column('int') number: number;
  @Column('text') label: string;
  @Column('text') status: NormVersionStatus;
  @Column('text', { array: true }) locales: string[];
  @Column('int') revision: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  /** The version that this one corrects, and what is corrected; both or neither. */
  @Column('uuid', { nullable: true }) erratumOf: string | null;
  @Column('text', { nullable: true }) erratumNote: string | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Region, StakeholderGroup, VettingStatus } from '#platform/schema.types.js';

/** Who speaks with one voice for several people. */
@Entity('organization')
export class Organization {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text', { name: 'stakeholder_group' }) group: StakeholderGroup;
  @Column('text', { nullable: true }) sector: string | null;
  @Column('text') region: Region;
  @Column('text', { nullable: true }) country: string | null;
  @Column('text', { nullable: true }) website: string | null;
  @Column('text', { nullable: true }) statement: string | null;
  @Column('text') vetting: VettingStatus;
  @Column('text', { nullable: true }) vettingReason: string | null;
  @Column('uuid', { nullable: true }) vettedBy: string | null;
  @Column('text', { nullable: true }) appealGrounds: string | null;
  @Column('timestamptz', { nullable: true }) appealedAt: Date | null;
  @Column('timestamptz', { nullable: true }) appealDecidedAt: Date | null;
  @Column('timestamptz') createdAt: Date;
}

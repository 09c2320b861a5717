import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Region } from '#platform/schema.types.js';

/** A person with a sign-in. */
@Entity('account')
export class Account {
  @PrimaryColumn('uuid') id: string;
  @Column('text') email: string;
  @Column('timestamptz', { nullable: true }) emailVerifiedAt: Date | null;
  @Column('text') displayName: string;
  @Column('text') locale: string;
  @Column('text') timeZone: string;
  @Column('text', { nullable: true }) country: string | null;
  @Column('text', { nullable: true }) region: Region | null;
  @Column('text', { select: false }) passwordHash: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) erasedAt: Date | null;
}

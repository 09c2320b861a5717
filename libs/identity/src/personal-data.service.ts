import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { EraseAccountInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { PasswordService } from './password.service.js';

/** What one lib keeps of a person: how it is read for them, and how it goes for good. */
export interface PersonalPart {
  section: string;
  read: (db: Database, accountId: string) => Promise<unknown>;
  erase: (tx: Tx, accountId: string) => Promise<void>;
}

/** The account stays as a name for what is in the public record; nothing of the person is left in it. */
const UNNAME = `update account set email = 'erased-' || id || '@erased.invalid', email_verified_at = null, display_name = $2, locale = 'en',
  country = null, region = null, password_hash = '', erased_at = $3 where id = $1`;

/** What is kept of a person, lib by lib: given to them as a whole, and erased as a whole. */
@Injectable()
export class PersonalData {
  private readonly parts: PersonalPart[] = [];

  constructor(private readonly passwords: PasswordService) {}

  /** Registers a lib's part. The libs to the right come later; theirs is erased first, since it refers to the left. */
  register(part: PersonalPart): void {
    this.parts.push(part);
  }

  /** All that is kept of the caller, by section. FORBIDDEN for a personal token. */
  async own(ctx: Ctx): Promise<Record<string, unknown>> {
    const accountId = ctx.requirePerson();
    const sections = this.parts.map(async ({ section, read }) => [section, await read(ctx.db.unwalled, accountId)] as const);
    return Object.fromEntries(await Promise.all(sections));
  }

  /**
   * Erases the caller's personal data in one transaction, for good: the public record stays under a pseudonym, and no submission can
   * be shown to be theirs. Every session and token ends. BAD_USER_INPUT for a wrong password, FORBIDDEN for a personal token.
   */
  async erase(ctx: Ctx, { password }: EraseAccountInput): Promise<{ ok: true }> {
    const accountId = ctx.requirePerson();
    const present = await this.passwords.ask(ctx, accountId, password);
    return ctx.db.writeAfresh(ctx, async (tx) => {
      await this.passwords.holdUnchanged(tx, accountId, present);
      for (const part of [...this.parts].reverse()) await part.erase(tx, accountId);
      const pseudonym = `Former participant ${randomBytes(4).toString('hex').toUpperCase()}`;
      await tx.query(UNNAME, [accountId, pseudonym, tx.now]);
      await tx.tell({ action: 'account.erased', subjectId: accountId });
      return { ok: true as const };
    });
  }
}

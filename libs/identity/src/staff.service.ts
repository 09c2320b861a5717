import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { insist, notFound } from '#platform/refusal.js';
import type { AssignStaffInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { Account } from './account.entity.js';
import { identityPolicy } from './identity.policy.js';
import { refuseLastAdministrator } from './staff.rules.js';

const ADMINISTRATORS = `select account_id from staff_grant where role = 'ADMIN' and norm_id is null order by id for update`;

/** Staff roles, everywhere or for one norm. */
@Injectable()
export class StaffService {
  /** Gives a role; one that is held already changes nothing. */
  async assign(ctx: Ctx, input: AssignStaffInput): Promise<Account> {
    ctx.require(identityPolicy, 'staff.assign', {});
    return ctx.db.write(ctx, async (tx) => {
      const account = await this.accountOf(tx, input.accountId);
      await this.grant(tx, input);
      return account;
    });
  }

  /** Takes a role away, with effect on the next request; one that is not held changes nothing. CONFLICT for the last administrator. */
  async revoke(ctx: Ctx, { accountId, role, normId }: AssignStaffInput): Promise<Account> {
    ctx.require(identityPolicy, 'staff.assign', {});
    return ctx.db.write(ctx, async (tx) => {
      const account = await this.accountOf(tx, accountId);
      const administrators = await tx.query<{ accountId: string }>(ADMINISTRATORS); // held: two cannot end each other at once
      insist(refuseLastAdministrator(administrators, { accountId, role, normId: normId ?? null }));
      const ended = await tx.one(
        'delete from staff_grant where account_id = $1 and role = $2 and norm_id is not distinct from $3 returning id',
        [accountId, role, normId ?? null],
      );
      if (ended) await tx.tell({ action: 'staff.revoked', subjectId: accountId, normId: normId ?? null, data: { role } });
      return account;
    });
  }

  /** Stores the role and tells of it; one that is held already changes nothing. For callers that hold a transaction. */
  async grant(tx: Tx, { accountId, role, normId }: AssignStaffInput): Promise<void> {
    const given = await tx.one(
      'insert into staff_grant (id, account_id, role, norm_id, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing returning id',
      [newId(), accountId, role, normId ?? null, tx.now],
    );
    if (given) await tx.tell({ action: 'staff.assigned', subjectId: accountId, normId: normId ?? null, data: { role } });
  }

  private async accountOf(tx: Tx, id: string): Promise<Account> {
    const account = await tx.find(Account, id);
    if (!account) throw notFound('account');
    return account;
  }
}

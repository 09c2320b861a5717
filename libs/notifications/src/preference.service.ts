import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { badInput, insist } from '#platform/refusal.js';
import type { Delivery, NotificationKind, NotificationPreference, NotificationPreferenceInput } from '#platform/schema.types.js';
import { deliveryOf, REQUIRED } from './delivery.rules.js';
import { NOTIFICATION_KINDS } from './kinds.rules.js';

const OWN = 'select kind, delivery from notification_preference where account_id = $1';
const SET = `insert into notification_preference (account_id, kind, delivery) select $1, t.kind, t.delivery
  from unnest($2::text[], $3::text[]) as t (kind, delivery) on conflict (account_id, kind) do update set delivery = excluded.delivery`;

/** How each kind of news reaches a person by mail. The inbox has all of it, whatever is set here. */
@Injectable()
export class PreferenceService {
  /** One row for each kind, as it is in force for the caller. */
  async list(ctx: Ctx): Promise<NotificationPreference[]> {
    const rows = await ctx.db.read<{ kind: NotificationKind; delivery: Delivery }>(OWN, [ctx.requireAccount()]);
    const wishes = new Map(rows.map(({ kind, delivery }) => [kind, delivery]));
    return NOTIFICATION_KINDS.map((kind) => ({ kind, email: deliveryOf(kind, wishes.get(kind) ?? null) }));
  }

  /** Sets some; BAD_USER_INPUT for a mail that belongs to the procedure (receipt, result, invitation …), which always comes at once. */
  async set(ctx: Ctx, preferences: readonly NotificationPreferenceInput[]): Promise<NotificationPreference[]> {
    const accountId = ctx.requireAccount();
    const owed = preferences.findIndex(({ kind, email }) => REQUIRED.includes(kind) && email !== 'IMMEDIATE');
    insist(
      owed < 0 ? null : badInput(`preferences.${owed}.email`, 'This mail belongs to the procedure and always comes at once.'),
    );
    const wishes = new Map(preferences.map(({ kind, email }) => [kind, email]));
    await ctx.db.write(ctx, async (tx) => {
      await tx.query(SET, [accountId, [...wishes.keys()], [...wishes.values()]]);
      await tx.tell({ action: 'notification.preferences_set', subjectId: accountId, data: Object.fromEntries(wishes) });
    });
    return this.list(ctx);
  }
}

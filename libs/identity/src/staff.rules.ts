import { conflict, type Refusal } from '#platform/refusal.js';
import type { StaffRole } from '#platform/schema.types.js';

/** Null where somebody is left who can give roles once this one is taken. `administrators`: those who are so everywhere. */
export function refuseLastAdministrator(
  administrators: readonly { accountId: string }[],
  taken: { accountId: string; role: StaffRole; normId: string | null },
): Refusal | null {
  if (taken.role !== 'ADMIN' || taken.normId !== null) return null;
  const isOne = administrators.some(({ accountId }) => accountId === taken.accountId);
  return isOne && administrators.length === 1
    ? conflict('This is the last administrator. Make somebody else an administrator first.')
    : null;
}

import { badInput, conflict, Refusal } from '#platform/refusal.js';
import type { VettingStatus } from '#platform/schema.types.js';

/** A sector among which organizations are counted. `points` are those of the annexes of Directive (EU) 2022/2555 (NIS2). */
export interface Sector {
  code: string;
  label: string;
  annex: 'I' | 'II';
  points: readonly number[];
}

/** Every sector of NIS2's Annexes I and II; what people count as one here (finance, water) stands in one row. */
export const SECTORS: readonly Sector[] = [
  { code: 'ENERGY', label: 'Energy', annex: 'I', points: [1] },
  { code: 'TRANSPORT', label: 'Transport', annex: 'I', points: [2] },
  { code: 'FINANCE', label: 'Banking and financial market infrastructures', annex: 'I', points: [3, 4] },
  { code: 'HEALTH', label: 'Health', annex: 'I', points: [5] },
  { code: 'WATER', label: 'Drinking water and waste water', annex: 'I', points: [6, 7] },
  { code: 'DIGITAL_INFRASTRUCTURE', label: 'Digital infrastructure', annex: 'I', points: [8] },
  { code: 'ICT_SERVICE_MANAGEMENT', label: 'ICT service management (business to business)', annex: 'I', points: [9] },
  { code: 'PUBLIC_ADMINISTRATION', label: 'Public administration', annex: 'I', points: [10] },
  { code: 'SPACE', label: 'Space', annex: 'I', points: [11] },
  { code: 'POSTAL', label: 'Postal and courier services', annex: 'II', points: [1] },
  { code: 'WASTE', label: 'Waste management', annex: 'II', points: [2] },
  { code: 'CHEMICALS', label: 'Chemicals: manufacture, production and distribution', annex: 'II', points: [3] },
  { code: 'FOOD', label: 'Food: production, processing and distribution', annex: 'II', points: [4] },
  { code: 'MANUFACTURING', label: 'Manufacturing', annex: 'II', points: [5] },
  { code: 'DIGITAL_PROVIDERS', label: 'Digital providers', annex: 'II', points: [6] },
  { code: 'RESEARCH', label: 'Research', annex: 'II', points: [7] },
];

const LONGEST_STATEMENT = 4000;

/** Null for a code of the list, and where none is given; else BAD_USER_INPUT that names the codes. */
export function refuseSector(sector: string | null | undefined): Refusal | null {
  if (!sector || SECTORS.some(({ code }) => code === sector)) return null;
  return badInput('sector', `A sector is one of ${SECTORS.map(({ code }) => code).join(', ')}. Leave it out where none fits.`);
}

/** Null for a statement of a length that somebody who vets can read, and where none is given. */
export const refuseStatement = (statement: string | null | undefined): Refusal | null =>
  (statement?.length ?? 0) <= LONGEST_STATEMENT ? null : badInput('statement', `At most ${LONGEST_STATEMENT} characters.`);

/** What the rules of vetting need to know of an organization. */
export interface Vetting {
  vetting: VettingStatus;
  vettedBy: string | null;
  appealedAt: Date | null;
  appealDecidedAt: Date | null;
}

/** Whether an appeal waits to be decided. */
export const awaitsAppeal = ({ appealedAt, appealDecidedAt }: Vetting): boolean =>
  appealedAt !== null && appealDecidedAt === null;

/**
 * Null where this person may decide so on the organization. A rejection owes a reason, and so does the answer to an appeal, which
 * is given by somebody else than who rejected and is either yes or no. Nobody vets an organization of their own.
 */
export function refuseVetting(
  organization: Vetting,
  by: { accountId: string | null; isMember: boolean },
  decision: VettingStatus,
  reason: string | null | undefined,
): Refusal | null {
  const appeal = awaitsAppeal(organization);
  if (by.isMember) return new Refusal('FORBIDDEN', 'You belong to this organization. Somebody else has to vet it.');
  if (appeal && by.accountId !== null && by.accountId === organization.vettedBy)
    return new Refusal('FORBIDDEN', 'An appeal is decided by somebody else than who rejected.');
  if (appeal && decision === 'PENDING') return badInput('decision', 'An appeal waits: decide VERIFIED or REJECTED.');
  if ((appeal || decision === 'REJECTED') && !reason?.trim())
    return badInput('reason', 'Say why; the reason is told to the organization.');
  return (reason?.length ?? 0) > LONGEST_STATEMENT ? badInput('reason', `At most ${LONGEST_STATEMENT} characters.`) : null;
}

/** Null where the organization may appeal: it is rejected, and this rejection was not appealed before. */
export function refuseAppeal(organization: Vetting, grounds: string): Refusal | null {
  const { vetting, appealedAt } = organization;
  if (vetting !== 'REJECTED') return conflict(`An organization that is ${vetting} has no rejection to appeal against.`, vetting);
  if (appealedAt) return conflict('This rejection was appealed against already, and there is one appeal.', vetting);
  const isFine = grounds.trim().length > 0 && grounds.length <= LONGEST_STATEMENT;
  return isFine ? null : badInput('grounds', `Say in 1 to ${LONGEST_STATEMENT} characters why the decision should be another.`);
}

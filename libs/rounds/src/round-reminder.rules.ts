/** How many hours before the closing those are reminded who hold an unsent draft, or were invited and sent nothing. */
export const REMINDED_BEFORE_HOURS = [168, 48, 3] as const;

const HOUR_MS = 3_600_000;

/** What decides whether a reminder is due. */
export interface ReminderFacts {
  closesAt: Date;
  /** When the present closing time came to be: at the opening, or at the last extension. */
  settledAt: Date;
  /** The hours that were told before this closing time already. */
  told: readonly number[];
}

/**
 * The reminder that is due at an instant, or null. One whose instant had passed when the closing time was settled is left out (a
 * round of two days has none at seven), and so is one that a nearer one has overtaken while no worker ran.
 */
export function reminderDue({ closesAt, settledAt, told }: ReminderFacts, at: Date): number | null {
  if (closesAt <= at) return null;
  const instantOf = (hours: number): number => closesAt.getTime() - hours * HOUR_MS;
  const reached = REMINDED_BEFORE_HOURS.filter(
    (hours) => instantOf(hours) <= at.getTime() && instantOf(hours) > settledAt.getTime(),
  );
  const nearest = Math.min(...reached);
  return reached.length === 0 || told.some((hours) => hours <= nearest) ? null : nearest;
}

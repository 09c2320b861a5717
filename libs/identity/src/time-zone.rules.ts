import { badInput, type Refusal } from '#platform/refusal.js';

/** Whether a text names a time zone of the IANA database that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** A time zone by its name in the IANA database, or none given. */
export const refuseTimeZone = (zone: string | null | undefined): Refusal | null =>
  zone === null || zone === undefined || isZone(zone)
    ? null
    : badInput('timeZone', 'A time zone is a name such as Africa/Nairobi or Europe/Paris.');

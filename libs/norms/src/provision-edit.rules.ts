import { badInput, type Refusal } from '#platform/refusal.js';
import type { UpsertProvisionInput } from '#platform/schema.types.js';
import type { NewProvision } from './provision.store.js';

type Words = Pick<NewProvision, 'number' | 'heading' | 'text'>;

const LONGEST_TEXT = 200_000;
const LONGEST_LINE = 1000;

/** Null where the words have a length that a page can show; else BAD_USER_INPUT naming the field. */
export function refuseWords({ number, heading, text }: Words): Refusal | null {
  if (text.length > LONGEST_TEXT)
    return badInput('provision.text', `A provision has at most ${LONGEST_TEXT} characters. Divide it.`);
  if ((heading?.length ?? 0) > LONGEST_LINE)
    return badInput('provision.heading', `A heading has at most ${LONGEST_LINE} characters.`);
  return (number?.length ?? 0) > 100 ? badInput('provision.number', 'A number has at most 100 characters.') : null;
}

/** Null where a change of a translation leaves order and nesting to the original; else BAD_USER_INPUT. */
export function refuseTranslatedPlace(
  { provision, afterEId, beforeEId }: UpsertProvisionInput,
  original: { parentEId: string | null } | undefined,
): Refusal | null {
  if (!original) return badInput('provision.eId', `The original has no ${provision.eId}. Add it there first, then translate it.`);
  if (afterEId || beforeEId)
    return badInput(
      afterEId ? 'afterEId' : 'beforeEId',
      'A translation has the order of its original. Move the provision there.',
    );
  const { parentEId } = provision;
  return parentEId === undefined || parentEId === original.parentEId
    ? null
    : badInput('provision.parentEId', 'A translation is nested as its original is. Move the provision there.');
}

/** Whether the words differ, so that translations of them have to be looked at again. */
export const wordsDiffer = (a: Words, b: Words): boolean =>
  a.text !== b.text || (a.heading ?? null) !== (b.heading ?? null) || (a.number ?? null) !== (b.number ?? null);

/** What an edit does to a provision that is there, or not yet; null where it changes nothing. */
export function changeOf(
  known: NewProvision | undefined,
  wanted: NewProvision,
  isMoved: boolean,
): 'ADDED' | 'CHANGED' | 'MOVED' | null {
  if (!known) return 'ADDED';
  const isSame =
    known.kind === wanted.kind &&
    (known.reviewOn ?? null) === (wanted.reviewOn ?? null) &&
    (known.sunsetOn ?? null) === (wanted.sunsetOn ?? null);
  if (!isSame || wordsDiffer(known, wanted)) return 'CHANGED';
  return isMoved ? 'MOVED' : null;
}

/** What of a provision deserves a second look, in words for people. */
export function doubts(provision: NewProvision, neighbours: readonly { eId: string; number: string | null }[]): string[] {
  const { eId, number, reviewOn, sunsetOn } = provision;
  const twin = number ? neighbours.find((other) => other.eId !== eId && other.number === number) : undefined;
  return [
    ...(twin ? [`${eId} and ${twin.eId} stand side by side and both have the number ${number ?? ''}.`] : []),
    ...(reviewOn && sunsetOn && reviewOn > sunsetOn
      ? [`${eId} is to be reviewed on ${reviewOn}, after it ends on ${sunsetOn}.`]
      : []),
  ];
}

/** Tells of translations that no longer say what the original says. */
export const nowOutOfDate = (eId: string, locales: readonly string[]): string[] =>
  locales.length === 0 ? [] : [`The translation of ${eId} into ${locales.join(', ')} is out of date now.`];

/** Tells what went with a provision that was removed. */
export const wentWith = (eId: string, [, ...inside]: readonly string[]): string[] =>
  inside.length === 0 ? [] : [`With ${eId} went what stood in it: ${list(inside)}.`];

const SHOWN = 10;

function list(eIds: readonly string[]): string {
  const more = eIds.length > SHOWN ? ` and ${eIds.length - SHOWN} more` : '';
  return `${eIds.slice(0, SHOWN).join(', ')}${more}`;
}

/** What an undone change was, in words for people. */
export function undone({ action, eId, locale }: { action: string; eId: string | null; locale: string | null }): string {
  const what = eId ?? 'the whole text';
  return action === 'TRANSLATED'
    ? `Undone: ${what} translated into ${locale ?? ''}.`
    : `Undone: ${what} ${action.toLowerCase()}.`;
}

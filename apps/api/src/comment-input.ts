import { badInput } from '#platform/refusal.js';
import type { AnchorInput, CommentInput } from '#platform/schema.types.js';
import { canonicalLocale } from '#norms/translation.rules.js';
import type { Comment } from '#comments/comment.types.js';
import { ATTRIBUTIONS, CHANGES, type CommentValues, MARKINGS, NOTHING_YET, POSITIONS, TYPES } from '#web/comment-words.js';
import type { Problems } from '#web/form-field.js';
import type { PostedForm } from './posted-form.js';

/** What a form says as the input of `saveComment`; whether that can be taken is the service's to decide. BAD_USER_INPUT for a choice that is none. */
export function commentInput(form: PostedForm, attachmentIds: readonly string[]): CommentInput {
  const locale = canonicalLocale(form.text('locale'));
  if (!locale) throw badInput('locale', 'Choose one of these.');
  return {
    anchor: anchorOf(form),
    type: form.choice('type', TYPES),
    position: form.choice('position', POSITIONS),
    change: form.choice('change', CHANGES),
    blocking: form.text('blocking') === 'yes',
    body: form.text('body'),
    rationale: form.text('rationale') || null,
    proposedText: form.text('proposedText') || null,
    tlp: form.choice('tlp', MARKINGS),
    attribution: form.choice('attribution', ATTRIBUTIONS),
    locale,
    attachmentIds: [...form.all('keep'), ...attachmentIds],
  };
}

/** What is quoted, where it was found before as long as the words are the same. */
function anchorOf(form: PostedForm): AnchorInput | null {
  const eId = form.text('on');
  const exact = form.text('exact').trim() ? form.text('exact') : null;
  if (!eId) return null;
  const [start, end] = [form.number('start'), form.number('end')];
  const isPlaced = exact !== null && exact === form.text('placed') && start !== null && end !== null;
  return { eId, exact, prefix: exact && form.text('prefix') ? form.text('prefix') : null, ...(isPlaced ? { start, end } : {}) };
}

/** What a form said, to show it again. */
export function valuesOf(form: PostedForm): CommentValues {
  const texts = Object.keys(NOTHING_YET).filter((name) => name !== 'keep' && name !== 'blocking');
  const said = Object.fromEntries([...texts, 'locale'].map((name) => [name, form.text(name)]));
  return { ...NOTHING_YET, locale: 'en', ...said, blocking: form.text('blocking') === 'yes', keep: form.all('keep') };
}

/** A saved comment as the form shows it. */
export function valuesOfComment(comment: Comment): CommentValues {
  const { anchor, rationale, proposedText, attachmentIds, ...rest } = comment;
  const { exact, prefix, start, end } = anchor ?? {};
  const text = (value: string | number | null | undefined): string =>
    value === null || value === undefined ? '' : String(value);
  const quote = { exact: text(exact), prefix: text(prefix), start: text(start), end: text(end), placed: text(exact) };
  return { ...rest, ...quote, rationale: text(rationale), proposedText: text(proposedText), keep: attachmentIds };
}

/** The fields of the form by the paths under which a refusal names them. */
const FIELDS: Readonly<Partial<Record<string, string>>> = {
  'comment.anchor.exact': 'exact',
  'comment.anchor.start': 'exact',
  'comment.anchor.end': 'exact',
  'comment.anchor.prefix': 'prefix',
  organizationId: 'for',
  file: 'files',
};

/** A refusal's words beside the fields that it names; under the empty name where it names none of the form's. */
export function problemsOf(message: string, fields: readonly { path: string; message: string }[] | undefined): Problems {
  if (!fields || fields.length === 0) return { '': message };
  return Object.fromEntries(fields.map(({ path, message: words }) => [fieldOf(path), words]));
}

function fieldOf(path: string): string {
  if (path.startsWith('comment.attachmentIds')) return 'files';
  const name = FIELDS[path] ?? path.replace(/^comment\./, '');
  return SHOWN.has(name) ? name : '';
}

const SHOWN = new Set([...Object.keys(NOTHING_YET), 'locale', 'for', 'files']);

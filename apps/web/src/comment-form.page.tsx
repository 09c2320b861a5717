import type { ReactNode } from 'react';
import { ATTRIBUTIONS, CHANGES, type CommentValues, MARKINGS, ONESELF, POSITIONS, TYPES } from './comment-words.js';
import { ChoiceField, described, Beside, ProblemSummary, type Problems, RadioFields, TextField } from './form-field.js';
import { languageName, ProposedChange, type ProvisionView } from './norm-words.js';
import { Page } from './page.js';
import { RoundHead, type RoundHeadView, signInFor } from './round-head.js';

/** A file that comes with a comment. */
export interface AttachmentView {
  id: string;
  fileName: string;
  size: number;
  safety: string;
  metadata: string;
}

/** The form for one comment. */
export interface CommentFormView {
  round: RoundHeadView;
  /** What it is on; null: the draft as a whole. */
  provision: ProvisionView | null;
  commentId: string | null;
  revision: number | null;
  /** Names the comment that is about to be made, so that sending it twice makes one. */
  token: string;
  values: CommentValues;
  problems: Problems;
  /** Whether it shows words that the server has not kept. */
  isUnsaved: boolean;
  /** Why it could not be saved now; null where it can. */
  refusal: string | null;
  /** For whom one may speak, by the value of the field `for`; a saved comment has its one. */
  speakers: Readonly<Record<string, string>>;
  speaker: string;
  attachments: readonly AttachmentView[];
  locales: readonly string[];
  /** Who writes, so that words kept on this device are offered to nobody else; null: their session has ended. */
  accountId: string | null;
}

/** One comment: what it is on, what it says, who may read it. It works without a script; with one it is saved as one types. */
export function CommentFormPage({ form, unread }: { form: CommentFormView; unread: number | null }): ReactNode {
  const { round, provision, problems, commentId } = form;
  const heading = provision ? `Comment on ${provision.place}` : 'Comment on the draft as a whole';
  return (
    <Page title={`${heading} · ${round.title}`} lang="en" unread={unread} scripts={['/scripts/comment-form.client.js']}>
      <RoundHead round={round} heading={heading} />
      {form.accountId === null && <SessionEnded path={pathOf(form)} />}
      {form.refusal && <p className="notice wrong">{form.refusal}</p>}
      <ProblemSummary problems={problems} title="This was not saved yet. Your words are still here; please look at:" />
      <div id="kept" className="notice" role="status" hidden />
      <form
        id="comment"
        className="wide"
        method="post"
        action={`/rounds/${round.reference}/comment/edit`}
        encType="multipart/form-data"
        data-account={form.accountId ?? ''}
        {...(form.isUnsaved ? { 'data-unsaved': '' } : {})}
        data-name={commentId ?? `${provision?.eId ?? ''} ${form.speaker}`}
      >
        <Hidden form={form} />
        <Speaker form={form} />
        {provision && <PresentWords form={form} provision={provision} />}
        <Words form={form} />
        <Proposal form={form} />
        <Stance form={form} />
        <Readers form={form} />
        <Files form={form} />
        <div className="bar">
          <p id="saved" role="status">
            {commentId ? 'Saved as a draft. Nobody but your side sees it.' : 'Nothing is saved yet.'}
          </p>
          {form.refusal === null && <button type="submit">Save draft</button>}
          <a href={`/rounds/${round.reference}/comment`}>All my comments</a>
        </div>
      </form>
    </Page>
  );
}

/** Where the form is found again. */
function pathOf({ round, provision, commentId }: CommentFormView): string {
  const query = commentId ? `?id=${commentId}` : provision ? `?on=${encodeURIComponent(provision.eId)}` : '';
  return `/rounds/${round.reference}/comment/edit${query}`;
}

function SessionEnded({ path }: { path: string }): ReactNode {
  return (
    <p className="notice wrong" role="alert">
      You are signed out, so nothing was saved. Your words are still in the form below:{' '}
      <a href={signInFor(path)} target="_blank" rel="noopener">
        sign in in another window
      </a>
      , then come back here and press “Save draft” again.
    </p>
  );
}

function Hidden({ form: { commentId, revision, provision, token, values } }: { form: CommentFormView }): ReactNode {
  const hidden = {
    id: commentId ?? '',
    revision: revision === null ? '' : String(revision),
    on: provision?.eId ?? '',
    token,
    start: values.start,
    end: values.end,
    placed: values.placed,
  };
  return Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

function Speaker({ form: { speakers, speaker, commentId, problems } }: { form: CommentFormView }): ReactNode {
  if (commentId || Object.keys(speakers).length === 1) {
    return (
      <>
        <input type="hidden" name="for" value={speaker} />
        <p>
          You speak for <b dir="auto">{speaker === ONESELF ? 'yourself' : (speakers[speaker] ?? 'yourself')}</b>.
        </p>
      </>
    );
  }
  return <RadioFields name="for" label="For whom do you speak?" value={speaker} choices={speakers} problems={problems} />;
}

function PresentWords({ form, provision }: { form: CommentFormView; provision: ProvisionView }): ReactNode {
  const { comments, eId, place } = provision;
  return (
    <>
      <section aria-labelledby="present">
        <h2 id="present">The words</h2>
        {provision.heading && (
          <p lang={provision.locale} dir="auto">
            <b>
              {provision.number} {provision.heading}
            </b>
          </p>
        )}
        <blockquote className="words" id="text" lang={provision.locale} dir="auto" hidden={!provision.text}>
          {provision.text}
        </blockquote>
        {comments > 0 && (
          <p>
            <a
              href={`/rounds/${form.round.reference}/said?on=${encodeURIComponent(eId)}`}
              aria-label={`What was said so far on ${place}`}
            >
              What was said on this so far ({comments})
            </a>
          </p>
        )}
      </section>
      <Quote form={form} lang={provision.locale} />
    </>
  );
}

function Quote({ form: { values, problems }, lang }: { form: CommentFormView; lang: string }): ReactNode {
  return (
    <>
      <TextField
        name="exact"
        label="Which of these words do you mean? (only if not all of them)"
        hint="Copy them from above. Left empty, your comment is on the whole provision."
        value={values.exact}
        rows={2}
        lang={lang}
        problems={problems}
      />
      {(problems['exact'] ?? values.prefix) && (
        <TextField
          name="prefix"
          label="Some words just before them"
          hint="Only needed where the same words stand several times."
          value={values.prefix}
          rows={1}
          lang={lang}
          problems={problems}
        />
      )}
    </>
  );
}

function Stance({ form: { values, problems } }: { form: CommentFormView }): ReactNode {
  return (
    <>
      <ChoiceField name="type" label="What is your comment about?" value={values.type} choices={TYPES} problems={problems} />
      <RadioFields name="position" label="Where do you stand?" value={values.position} choices={POSITIONS} problems={problems} />
      <div className="field">
        <label className="option">
          <input type="checkbox" name="blocking" value="yes" defaultChecked={values.blocking} /> This is an objection that I
          maintain until it is met
        </label>
      </div>
    </>
  );
}

function Words({ form: { values, problems } }: { form: CommentFormView }): ReactNode {
  return (
    <>
      <TextField name="body" label="Your comment" value={values.body} rows={8} lang={values.locale} problems={problems} />
      <TextField
        name="rationale"
        label="Why? (optional)"
        hint="Evidence, experience, or whom it would help or harm."
        value={values.rationale}
        rows={4}
        lang={values.locale}
        problems={problems}
      />
    </>
  );
}

function Proposal({ form: { values, problems, provision } }: { form: CommentFormView }): ReactNode {
  const { proposedText, locale } = values;
  return (
    <>
      <RadioFields
        name="change"
        label="What should happen to the text?"
        value={values.change}
        choices={CHANGES}
        problems={problems}
      />
      <TextField
        name="proposedText"
        label="The text as you would have it"
        hint="Needed where you ask to change or to add something."
        value={proposedText}
        rows={6}
        lang={provision?.locale ?? locale}
        problems={problems}
      />
      {provision && (
        <section id="change-shown" aria-labelledby="changed" hidden={!proposedText}>
          <h3 id="changed">What this changes</h3>
          <div id="diff">
            {proposedText && <ProposedChange before={provision.text} after={proposedText} lang={provision.locale} />}
          </div>
        </section>
      )}
    </>
  );
}

function Readers({ form: { values, problems, locales } }: { form: CommentFormView }): ReactNode {
  const languages = Object.fromEntries(locales.map((locale) => [locale, languageName(locale)]));
  return (
    <>
      <ChoiceField
        name="tlp"
        label="Who may read it, once it is handed in?"
        value={values.tlp}
        choices={MARKINGS}
        problems={problems}
      />
      <ChoiceField
        name="attribution"
        label="What are they told of you?"
        hint="The secretariat always knows who wrote."
        value={values.attribution}
        choices={ATTRIBUTIONS}
        problems={problems}
      />
      <ChoiceField
        name="locale"
        label="Which language do you write in?"
        value={values.locale}
        choices={languages}
        problems={problems}
      />
    </>
  );
}

function Files({ form: { attachments, values, problems } }: { form: CommentFormView }): ReactNode {
  const hint = 'At most 10 MB each. They are only ever given as a download, to those who may read the comment.';
  return (
    <fieldset className="field">
      <legend>Files</legend>
      <div id="kept-files">
        {attachments.map(({ id, fileName, size }) => (
          <label key={id} className="option">
            <input type="checkbox" name="keep" value={id} defaultChecked={values.keep.includes(id)} /> keep{' '}
            <a href={`/files/${id}`}>{fileName}</a> ({Math.ceil(size / 1024)} kB)
          </label>
        ))}
      </div>
      <label htmlFor="files">Add files</label>
      <Beside name="files" problems={problems} hint={hint} />
      <input type="file" id="files" name="files" multiple {...described('files', problems, hint)} />
    </fieldset>
  );
}

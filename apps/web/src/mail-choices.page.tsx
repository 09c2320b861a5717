import type { ReactNode } from 'react';
import type { Delivery, NotificationKind } from '#platform/schema.types.js';
import { REQUIRED } from '#notifications/delivery.rules.js';
import { AccountFrame } from './account-frame.js';

const KINDS: Readonly<Record<NotificationKind, string>> = {
  INVITATION: 'You are invited to a round or into an organization',
  ROUND_OPENED: 'A round opens',
  ROUND_CLOSING_SOON: 'A round closes soon, and you have not handed in',
  ROUND_EXTENDED: 'There is more time to comment',
  ROUND_PAUSED: 'A round is paused',
  ROUND_RESUMED: 'A paused round goes on',
  ROUND_CLOSED: 'A round has closed',
  ROUND_CANCELLED: 'A round was called off',
  SUBMISSION_RECEIVED: 'Your comments were taken: the receipt',
  APPROVAL_REQUESTED: 'Comments of your organization wait for your approval',
  SUBMISSION_RETURNED: 'Comments of your organization were given back to their writers',
  SUBMISSION_WITHDRAWN: 'Comments of your organization were taken back',
  COMMENT_PUBLISHED: 'New comments on what you follow',
  REPLY_RECEIVED: 'Somebody replied to your comment',
  COMMENT_WITHHELD: 'Your comment was withheld, or is shown again',
  FLAG_DECIDED: 'What you reported about a comment was decided',
  STANDING_ASKED: 'A new version is out: does your comment still stand?',
  RESULTS_PUBLISHED: 'Every comment has its answer: your letter',
  APPEAL_DECIDED: 'Your appeal was decided',
  VERSION_PUBLISHED: 'A version of a norm was published',
  NORM_ADOPTED: 'A norm was adopted',
  NORM_RENEWED: 'A norm was renewed',
  NORM_EXPIRED: 'A norm is no longer in force',
  NORM_WITHDRAWN: 'A norm was given up',
  MILESTONE_DUE: 'A date of a norm is due',
  MODERATION_WAITING: 'Comments wait for a moderator',
  COMMENT_ASSIGNED: 'Comments were given to you to answer',
  BALANCE_BELOW_TARGET: 'A group of stakeholders is under its target',
  SUMMARY_READY: 'A summary is ready',
  EXPORT_READY: 'An export is ready',
  ORGANIZATION_VETTED: 'Your organization was vetted',
  VETTING_APPEALED: 'An organization appealed against its rejection',
  MEMBERSHIP_CHANGED: 'Your place in an organization changed',
  STAFF_ROLE_CHANGED: 'Your role as staff changed',
  WEBHOOK_DISABLED: 'A webhook of yours was switched off',
};

export const DELIVERIES: Readonly<Record<Delivery, string>> = {
  IMMEDIATE: 'at once',
  DAILY: 'once a day, together',
  WEEKLY: 'once a week, together',
  OFF: 'no mail',
};

interface MailChoicesProps {
  preferences: readonly { kind: NotificationKind; email: Delivery }[];
  done: string | null;
}

/** How soon each kind of news comes by mail. */
export function MailChoicesPage({ preferences, done }: MailChoicesProps): ReactNode {
  const free = preferences.filter(({ kind }) => !REQUIRED.includes(kind));
  return (
    <AccountFrame path="/account/mails" done={done}>
      <h2>Mails</h2>
      <p>
        Your <a href="/inbox">inbox</a> has all of the news. Here you choose how soon a mail follows. Mails of a day come at seven
        in the morning of your <a href="/account#timeZone">time zone</a>, those of a week on Mondays.
      </p>
      <form method="post" action="/account/mails">
        {free.map(({ kind, email }) => (
          <p key={kind} className="field">
            <label htmlFor={kind}>{KINDS[kind]}</label>
            <select id={kind} name={kind} defaultValue={email}>
              {Object.entries(DELIVERIES).map(([delivery, words]) => (
                <option key={delivery} value={delivery}>
                  {words}
                </option>
              ))}
            </select>
          </p>
        ))}
        <p>
          <button type="submit">Save</button>
        </p>
      </form>
      <h3>Always at once</h3>
      <p>These belong to the procedure:</p>
      <ul>
        {REQUIRED.map((kind) => (
          <li key={kind}>{KINDS[kind]}</li>
        ))}
      </ul>
    </AccountFrame>
  );
}

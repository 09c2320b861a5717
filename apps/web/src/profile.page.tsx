import type { ReactNode } from 'react';
import type { Region } from '#platform/schema.types.js';
import { AccountFrame, fault } from './account-frame.js';
import { Field } from './form-field.js';
import { type FormProblem, LanguageField } from './sign-in.page.js';

/** What an account says of its owner. */
export interface Profile {
  email: string;
  displayName: string;
  locale: string;
  timeZone: string | null;
  country: string | null;
  region: string | null;
}

export const REGIONS: Readonly<Record<Region, string>> = {
  AFRICA: 'Africa',
  ASIA_PACIFIC: 'Asia and the Pacific',
  EASTERN_EUROPE: 'Eastern Europe',
  LATIN_AMERICA_CARIBBEAN: 'Latin America and the Caribbean',
  WESTERN_EUROPE_OTHERS: 'Western Europe and other states',
  GLOBAL: 'Worldwide, or of no one region',
};

interface ProfilePageProps {
  profile: Profile;
  zones: readonly string[];
  done: string | null;
  problem?: FormProblem | null;
}

/** Name, language and place of the reader, to be changed. */
export function ProfilePage({ profile, zones, done, problem }: ProfilePageProps): ReactNode {
  return (
    <AccountFrame path="/account" done={done} problem={problem}>
      <h2>You</h2>
      <p>
        Your mail address is <bdi>{profile.email}</bdi>. <a href="/account/safety#address">Change it</a>
      </p>
      <ProfileForm profile={profile} zones={zones} problem={problem} />
    </AccountFrame>
  );
}

const NAME_HINT = 'It is shown beside what you write, unless you choose otherwise for a comment.';

function ProfileForm({ profile, zones, problem }: Omit<ProfilePageProps, 'done'>): ReactNode {
  const { displayName, locale, timeZone, country, region } = profile;
  return (
    <form method="post" action="/account">
      <Field
        name="displayName"
        label="Name"
        hint={NAME_HINT}
        defaultValue={displayName}
        autoComplete="name"
        required
        {...fault(problem, 'displayName')}
      />
      <LanguageField label="Language in which we write to you" value={locale} />
      <Choice
        name="timeZone"
        label="Time zone, for mails that come once a day"
        value={timeZone ?? 'UTC'}
        choices={zones.map((zone) => [zone, zone])}
      />
      <Field
        name="country"
        label="Country, where you speak for no organization"
        hint="Two capital letters, for example KE; left empty where you do not wish to say."
        defaultValue={country ?? ''}
        maxLength={2}
        autoComplete="country"
        {...fault(problem, 'country')}
      />
      <Choice
        name="region"
        label="Region in which you are counted, where you speak for no organization"
        value={region ?? ''}
        choices={[['', 'not said'], ...Object.entries(REGIONS)]}
      />
      <button type="submit">Save</button>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  choices: readonly (readonly [string, string])[];
}

/** One of several, as a list to choose from. */
export function Choice({ name, label, value, choices }: ChoiceProps): ReactNode {
  return (
    <p className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value}>
        {choices.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
}

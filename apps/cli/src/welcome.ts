import type { Config } from '#platform/config.js';
import { DEMO_PEOPLE } from './demo/people.js';

const PASSWORD = DEMO_PEOPLE[0]?.password ?? '';
const signIn = (publicUrl: string): string =>
  `Sign in at ${publicUrl}/sign-in as any of these people (the password of all is "${PASSWORD}"):`;

/** Where to go, and how to sign in as each of the demonstration's people. */
export function welcome(config: Config): string {
  const { publicUrl } = config;
  const places = [`  The first page        ${publicUrl}/`, `  Try the API           ${publicUrl}/graphiql`];
  if (!config.smtpUrl && !config.production) places.push(`  Mails that went out   ${publicUrl}/dev/mail`);
  const people = config.demoData ? ['', signIn(publicUrl), ...DEMO_PEOPLE.map(personLine)] : [];
  return ['', ...places, ...people, '', 'Ctrl-C stops it.', ''].join('\n');
}

const personLine = ({ role, email }: (typeof DEMO_PEOPLE)[number]): string => `  ${email.padEnd(46)} ${role}`;

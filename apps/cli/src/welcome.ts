import type { Config } from '#platform/config.js';
import { DEMO_PEOPLE } from './demo/people.js';

/** Where to go, and how to sign in as each of the demonstration's people. */
export function welcome(config: Config): string {
  const { publicUrl } = config;
  const places = [`  The first page    ${publicUrl}/`, `  Try the API       ${publicUrl}/graphiql`];
  if (!config.smtpUrl && !config.production) places.push(`  Mails that went out   ${publicUrl}/dev/mail`);
  const people = config.demoData ? ['', 'Sign in as:', ...DEMO_PEOPLE.map(personLine)] : [];
  return ['', ...places, ...people, '', 'Ctrl-C stops it.', ''].join('\n');
}

const personLine = ({ role, email, password }: (typeof DEMO_PEOPLE)[number]): string =>
  `  ${email.padEnd(46)} ${password.padEnd(26)} ${role}`;

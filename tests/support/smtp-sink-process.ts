import { SmtpSink, type SinkMode } from './smtp-sink.js';

// A mail server as a process of its own, for benches: it takes what comes, refuses as much as it is told (parts in a hundred), and
// answers each message of its parent with its counts.
const [now = 0, forGood = 0, dropped = 0] = process.argv.slice(2).map(Number);
const isGone = (to: string): boolean => hash(to) % 100 < forGood;

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return value;
}

const modeOf = (to: string): SinkMode => {
  if (isGone(to)) return 'refuse-for-good';
  const chance = Math.random() * 100;
  if (chance < now) return 'refuse-now';
  return chance < now + dropped ? 'drop-after-data' : 'accept';
};

const sink = await SmtpSink.start(modeOf, false);
process.on('message', () => {
  const mails = [...sink.taken.values()];
  const taken = mails.reduce((sum, { times }) => sum + times, 0);
  const unanswered = mails.reduce((sum, { unanswered: n }) => sum + n, 0);
  process.send?.({ messages: mails.length, taken, unanswered, refusals: sink.refusals });
});
process.on('disconnect', () => process.exit(0));
process.send?.(sink.url);

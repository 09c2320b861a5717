import { startPlatform } from './platform.js';
import { DeadlineRace, type Outcome, WRITERS } from '../support/deadline-race.js';

/** `npm run bench -- deadline [closings]`: 200 closings, or as many as are asked for, half by an organizer and half by the clock. */
export async function run([asked = '200']: string[]): Promise<void> {
  const closings = Number(asked);
  const platform = await startPlatform();
  const race = await DeadlineRace.prepare(platform.db, platform.app);
  const outcomes: Outcome[] = [];
  const started = Date.now();
  for (let i = 0; i < closings; i++) {
    const outcome = i % 2 === 0 ? await race.closedByOrganizer(1 + (i % 97)) : await race.closedByClock(40 + (i % 97));
    outcomes.push(outcome);
    for (const fault of outcome.faults) console.error(`closing ${i}: ${fault}`);
  }
  await platform.stop();
  const sum = (figure: 'accepted' | 'late' | 'early' | 'stored' | 'sealed'): string =>
    outcomes.reduce((total, outcome) => total + outcome[figure], 0).toLocaleString('en');
  const faulty = outcomes.filter(({ faults }) => faults.length > 0).length;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`deadline: ${closings} closings, each against ${WRITERS} writers, fsync on`);
  console.log(`accepted after the closing: ${sum('late')}, refused before it: ${sum('early')}`);
  console.log(`accepted: ${sum('accepted')}, rows: ${sum('stored')}, size of the sealed trees: ${sum('sealed')}`);
  console.log(`${faulty} closings at which the deadline or the seal did not hold, ${seconds} s`);
  if (faulty > 0) process.exitCode = 1;
}

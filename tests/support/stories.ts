import type { Client } from './client.js';

/** A round that is scheduled or open, with what it stands on. */
export interface OpenRound {
  id: string;
  reference: string;
  normId: string;
  versionId: string;
}

const PROVISIONS = [
  { eId: 'sec_1', number: '1', heading: 'Definitions', text: '', kind: 'DEFINITION' },
  {
    eId: 'sec_1__para_1',
    parentEId: 'sec_1',
    number: '1',
    text: 'A capability is what can be used against a system.',
    kind: 'DEFINITION',
  },
  { eId: 'sec_2', number: '2', heading: 'Restraint', text: '', kind: 'PROHIBITION' },
  { eId: 'sec_2__para_1', parentEId: 'sec_2', number: '1', text: 'No party uses a capability first.', kind: 'PROHIBITION' },
];

let made = 0;

/** Makes a norm with a small published version and a round on it: open now, or opening by itself after some ms. */
export async function openRound(
  organizer: Client,
  times: { opensInMs?: number; closesInMs?: number } = {},
  settings: object = {},
): Promise<OpenRound> {
  const title = `A norm for tests ${++made} ${Math.random().toString(36).slice(2)}`;
  const { norm } = await organizer.call<{ norm: { id: string } }>('createNorm', { title }, 'norm { id }');
  const created = await organizer.call<{ version: { id: string } }>(
    'createNormVersion',
    { normId: norm.id, label: 'Draft', provisions: PROVISIONS },
    'version { id }',
  );
  const versionId = created.version.id;
  await organizer.call('publishNormVersion', { versionId }, 'version { status }');
  const reference = `T${Math.random().toString(36).slice(2, 10).toUpperCase()}-R1`;
  const { round } = await organizer.call<{ round: { id: string } }>(
    'createRound',
    { versionId, title: 'A round', reference, ...settings },
    'round { id }',
  );
  const at = (ms: number): string => new Date(Date.now() + ms).toISOString();
  if (times.opensInMs === undefined) {
    await organizer.call(
      'openRound',
      { roundId: round.id, ...(times.closesInMs ? { closesAt: at(times.closesInMs) } : {}) },
      'round { status }',
    );
  } else {
    const closing = times.closesInMs ? { closesAt: at(times.closesInMs) } : {};
    await organizer.call('scheduleRound', { roundId: round.id, opensAt: at(times.opensInMs), ...closing }, 'round { status }');
  }
  return { id: round.id, reference, normId: norm.id, versionId };
}

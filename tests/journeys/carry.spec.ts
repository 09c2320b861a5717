import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';

interface Place {
  eId: string;
  exact: string | null;
  start: number | null;
  end: number | null;
}
interface Carry {
  version: { id: string };
  fate: string;
  similarity: number;
  anchor: Place | null;
  parts: { anchor: Place }[];
  mergedFrom: string[];
  candidates: { anchor: Place }[];
  standsAfter: string | null;
  standing: boolean | null;
  askedAt: string | null;
  reason: string | null;
}
interface Seen {
  anchor: { orphaned: boolean; exact: string | null; provision: { text: string } } | null;
  carried: Carry[];
}

const PLACE = 'eId exact start end';
const CARRIED = `id anchor { orphaned exact provision { text } } carried { version { id } fate similarity standsAfter standing askedAt reason mergedFrom
  anchor { ${PLACE} } parts { anchor { ${PLACE} } } candidates { anchor { ${PLACE} } } }`;

const REPORT = 'Each party tells the others within thirty days which organ answers for the capabilities it holds.';
const ASK = 'A party that suspects a breach asks the suspected party for an explanation before it does anything else.';
const KEEP = 'The depositary keeps a register of all notices and shows it to every party on request.';
const PAY = 'The parties share the costs of the register in equal parts and settle them once a year.';
const LEAVE = 'A party may leave this agreement by a notice of one year to the depositary in Geneva.';
const EMOJI = 'The signs 😀 and 各方 may be used to mark protected systems, and nobody else uses them.';

const provision = (eId: string, text: string): object => ({ eId, number: eId.slice(4), text, kind: 'COMMITMENT' });
const FIRST = [
  provision('art_1', REPORT),
  provision('art_2', ASK),
  provision('art_3', `${KEEP} ${PAY}`),
  provision('art_4', LEAVE),
  provision('art_5', EMOJI),
  provision('art_6', 'No party uses a capability first.'),
];
const SECOND = [
  provision('art_1', REPORT),
  provision('art_2', EMOJI),
  provision('art_3', KEEP),
  provision('art_4', PAY),
  provision('art_5', ASK.replace('before it does anything else', 'before it takes any other step')),
  provision('art_8', 'No party ever uses a capability first.'),
  provision('art_9', 'No party uses a capability at first.'),
];

describe('comments that keep their place', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let author: Client;
  let reader: Client;
  let ids: { normId: string; first: string; second: string; roundId: string };
  const comments: Record<string, string> = {};

  const publish = async (normId: string, provisions: object[]): Promise<string> => {
    const input = { normId, label: 'A draft', provisions };
    const { version } = await organizer.call<{ version: { id: string } }>('createNormVersion', input, 'version { id }');
    await organizer.call('publishNormVersion', { versionId: version.id }, 'version { id }');
    return version.id;
  };
  const say = async (name: string, anchor: object | null, more: object = {}): Promise<void> => {
    const input = { roundId: ids.roundId, comment: { type: 'SUBSTANTIVE', body: `On ${name}.`, anchor, ...more } };
    comments[name] = (await author.call<{ comment: { id: string } }>('submitComment', input, 'comment { id }')).comment.id;
  };
  const seen = async (name: string, who = organizer): Promise<Seen | null> => {
    const query = `query($id: ID!) { node(id: $id) { ... on Comment { ${CARRIED} } } }`;
    return (await who.get<{ node: Seen | null }>(query, { id: comments[name] })).node;
  };
  const carryOf = async (name: string): Promise<Carry | undefined> => (await seen(name))?.carried[0];
  const quote = (text: string, exact: string): object => ({
    exact,
    start: text.indexOf(exact),
    end: text.indexOf(exact) + exact.length,
  });

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    author = await platform.person('Aut Hor');
    reader = await platform.person('Rea Der');
    const { norm } = await organizer.call<{ norm: { id: string } }>('createNorm', { title: 'A norm that moves' }, 'norm { id }');
    const first = await publish(norm.id, FIRST);
    const { round } = await organizer.call<{ round: { id: string } }>(
      'createRound',
      { versionId: first, title: 'Round' },
      'round { id }',
    );
    await organizer.call('openRound', { roundId: round.id }, 'round { id }');
    ids = { normId: norm.id, first, second: '', roundId: round.id };
    await say('same', { eId: 'art_1', ...quote(REPORT, 'thirty days') });
    await say('reworded', { eId: 'art_2', ...quote(ASK, 'asks the suspected party for an explanation') });
    await say('rewritten', { eId: 'art_2', ...quote(ASK, 'before it does anything else') });
    await say('split', { eId: 'art_3' });
    await say('in a part', { eId: 'art_3', exact: 'in equal parts' });
    await say('gone', { eId: 'art_4', ...quote(LEAVE, 'a notice of one year') });
    await say('moved', { eId: 'art_5', ...quote(EMOJI, '各方 may') });
    await say('unclear', { eId: 'art_6' }, { tlp: 'RED' });
    await say('doubtful', { eId: 'art_6', exact: 'first' });
    await say('whole', null);
    ids.second = await publish(norm.id, SECOND);
    await platform.drain();
  });
  afterAll(() => platform.stop());

  it('are UNCHANGED where the provision is, and MOVED where its words are elsewhere, counted in UTF-16 units', async () => {
    expect(await carryOf('same')).toMatchObject({
      fate: 'UNCHANGED',
      similarity: 1,
      anchor: { eId: 'art_1', exact: 'thirty days' },
    });
    const { anchor, ...moved } = (await carryOf('moved')) ?? { anchor: null };
    expect(moved).toMatchObject({ fate: 'MOVED', similarity: 1, version: { id: ids.second } });
    expect(anchor).toMatchObject({ eId: 'art_2', exact: '各方 may' });
    expect(EMOJI.slice(anchor?.start ?? 0, anchor?.end ?? 0)).toBe('各方 may');
  });

  it('are REWORDED where the text changed, with the words that are there now', async () => {
    expect(await carryOf('reworded')).toMatchObject({
      fate: 'REWORDED',
      similarity: 1,
      anchor: { eId: 'art_5', exact: 'asks the suspected party for an explanation' },
    });
    const rewritten = await carryOf('rewritten');
    expect(['AMBIGUOUS', 'DELETED']).toContain(rewritten?.fate);
    expect(rewritten?.anchor).toBeNull();
  });

  it('name all parts of a provision that was split', async () => {
    const split = await carryOf('split');
    expect(split?.fate).toBe('REWORDED');
    expect(split?.parts.map(({ anchor }) => anchor.eId)).toEqual(['art_3', 'art_4']);
    expect(await carryOf('in a part')).toMatchObject({ fate: 'REWORDED', anchor: { eId: 'art_4', exact: 'in equal parts' } });
  });

  it('keep their place with the old text where it is gone', async () => {
    const gone = await seen('gone');
    expect(gone?.anchor).toEqual({ orphaned: true, exact: 'a notice of one year', provision: { text: LEAVE } });
    expect(gone?.carried).toMatchObject([{ fate: 'DELETED', anchor: null, standsAfter: 'art_4' }]);
    expect((await seen('same'))?.anchor?.orphaned).toBe(false);
  });

  it('on the whole draft are told how much of it is left', async () => {
    const whole = await carryOf('whole');
    expect(whole).toMatchObject({ fate: 'REWORDED', anchor: null });
    expect(whole?.similarity).toBeGreaterThan(0.6);
    expect(whole?.similarity).toBeLessThan(1);
  });

  it('show no more than the comment does', async () => {
    expect(await seen('unclear', author)).not.toBeNull();
    expect([await seen('unclear', organizer), await seen('unclear', reader)]).toEqual([null, null]);
    expect((await seen('same', platform.anyone))?.carried).toHaveLength(1);
  });

  it('wait for a decision where it is not sure, with what they may stand on', async () => {
    const query = `query($id: ID!) { undecidedCarries(versionId: $id) { totalCount nodes { comment { id } carry { fate candidates { anchor { eId } } } } } }`;
    interface Undecided {
      undecidedCarries: { totalCount: number; nodes: { comment: { id: string }; carry: Carry }[] };
    }
    const secretariat = await platform.person('Sekreta Riat', 'SECRETARIAT');
    const { undecidedCarries } = await secretariat.get<Undecided>(query, { id: ids.second });
    const unclear = undecidedCarries.nodes.find(({ comment }) => comment.id === comments['unclear']);
    expect(unclear?.carry.candidates.map(({ anchor }) => anchor.eId).sort()).toEqual(['art_8', 'art_9']);
    const forOrganizer = (await organizer.get<Undecided>(query, { id: ids.second })).undecidedCarries;
    expect(forOrganizer.totalCount).toBe(undecidedCarries.totalCount - 1);
    await expect(author.get(query, { id: ids.second })).rejects.toThrow(/FORBIDDEN/);
  });

  it('are decided by a person, once it was unclear, and logged; what was clear is not', async () => {
    const decide = (name: string, place: object): Promise<unknown> => {
      const input = { commentId: comments[name], versionId: ids.second, reason: 'It was meant for the second.', ...place };
      return organizer.call('decideCarry', input, 'comment { id }');
    };
    await expect(decide('same', { eId: 'art_2' })).rejects.toThrow(/CONFLICT/);
    await expect(decide('doubtful', { eId: 'art_77' })).rejects.toThrow(/no such provision/);
    await expect(decide('doubtful', { eId: 'art_9', start: 5, end: 500 })).rejects.toThrow(/within the text/);
    await expect(decide('unclear', { eId: 'art_9' })).rejects.toThrow(/NOT_FOUND/);
    await decide('doubtful', { eId: 'art_9' });
    expect(await carryOf('doubtful')).toMatchObject({
      fate: 'REWORDED',
      anchor: { eId: 'art_9' },
      reason: 'It was meant for the second.',
    });
    const told = await platform.db.read<{ action: string }>(
      `select action from event where subject_id = $1 and action like 'carry.%' order by id`,
      [comments['doubtful']],
    );
    expect(told.map(({ action }) => action)).toEqual(['carry.decided']);
  });

  it('are followed by the question whether they still stand, once for each submission', async () => {
    const asked = await platform.db.read<{ subjectId: string; data: { comments: number } }>(
      `select subject_id, data from event where action = 'carry.asked' and norm_id = $1`,
      [ids.normId],
    );
    expect(new Set(asked.map(({ subjectId }) => subjectId)).size).toBe(asked.length);
    expect((await carryOf('same'))?.askedAt).not.toBeNull();
    const waiting = await platform.db.read('select 1 from carry where asked_at is null and fate <> $1', ['AMBIGUOUS']);
    expect(waiting).toEqual([]);
  });

  it('are answered for by their own side alone', async () => {
    const answer = (who: Client, name: string, versionId = ids.second): Promise<unknown> =>
      who.call('confirmStanding', { commentId: comments[name], versionId, standing: false }, 'comment { carried { standing } }');
    expect(await answer(author, 'same')).toEqual({ comment: { carried: [{ standing: false }] } });
    await expect(answer(reader, 'same')).rejects.toThrow(/FORBIDDEN/);
    await expect(answer(reader, 'unclear')).rejects.toThrow(/NOT_FOUND/);
    await expect(answer(author, 'same', ids.first)).rejects.toThrow(/NOT_FOUND/);
  });

  it('are carried on from where a person saw them, and late ones at once', async () => {
    await say('late', { eId: 'art_1', ...quote(REPORT, 'thirty days') });
    await platform.drain();
    expect(await carryOf('late')).toMatchObject({ fate: 'UNCHANGED', version: { id: ids.second } });
    await publish(ids.normId, SECOND.slice(0, -1).concat([provision('art_10', 'No party uses a capability at first.')]));
    await platform.drain();
    const carried = (await seen('doubtful'))?.carried ?? [];
    expect(carried.map(({ fate, anchor }) => [fate, anchor?.eId])).toEqual([
      ['REWORDED', 'art_9'],
      ['MOVED', 'art_10'],
    ]);
    expect((await seen('gone'))?.carried.map(({ fate }) => fate)).toEqual(['DELETED', 'DELETED']);
  });
});

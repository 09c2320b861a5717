import { describe, expect, it } from '@jest/globals';
import type { NormStatus } from '#platform/schema.types.js';
import { type Dated, milestonesOf, normStatusAt, phaseAt, refuseMilestone, refuseRenewal } from './milestone.rules.js';
import { NORM, NORM_VERSION, refuseErratum } from './norm.rules.js';

const NOON = new Date('2030-06-15T12:00:00Z');
const STATUSES = Object.keys(NORM) as NormStatus[];
const dated = (eId: string, dates: Partial<Dated>): Dated => ({
  ...{ eId, number: null, heading: null, kind: 'OTHER' as const, reviewOn: null, sunsetOn: null },
  ...dates,
});

describe('the life of a norm', () => {
  it('has these moves and no others', () => {
    const shown = (table: Record<string, Record<string, string>>): string[] =>
      Object.entries(table).map(([status, moves]) =>
        [status, ...Object.entries(moves).map(([move, to]) => (to === status ? move : `${move} → ${to}`))].join(', '),
      );
    expect(shown(NORM)).toEqual([
      'DRAFTING, consult → IN_CONSULTATION, review → UNDER_REVIEW, adopt → ADOPTED, withdraw → WITHDRAWN',
      'IN_CONSULTATION, consult, review → UNDER_REVIEW, draft → DRAFTING, withdraw → WITHDRAWN',
      'UNDER_REVIEW, consult → IN_CONSULTATION, review, draft → DRAFTING, adopt → ADOPTED, withdraw → WITHDRAWN',
      'ADOPTED, consult, review, draft, adopt, expire → EXPIRED, withdraw → WITHDRAWN',
      'EXPIRED, draft, withdraw → WITHDRAWN',
      'WITHDRAWN, draft',
    ]);
    expect(shown(NORM_VERSION)).toEqual([
      'WORKING, publish → PUBLISHED',
      'PUBLISHED, supersede → SUPERSEDED, adopt → ADOPTED',
      'SUPERSEDED',
      'ADOPTED, supersede → SUPERSEDED',
    ]);
  });

  it('ends past the day of its sunset, to the second, and only where it was adopted', () => {
    const sunsetOn = '2030-06-15';
    for (const status of STATUSES) {
      const at = (instant: string): NormStatus => normStatusAt({ status, sunsetOn }, new Date(instant));
      expect(at('2030-06-15T23:59:59.999Z')).toBe(status);
      expect(at('2030-06-16T00:00:00.000Z')).toBe(status === 'ADOPTED' ? 'EXPIRED' : status);
      expect(normStatusAt({ status, sunsetOn: null }, NOON)).toBe(status);
    }
  });

  it('is renewed only while it is in force, and only for longer', () => {
    for (const status of STATUSES)
      expect(refuseRenewal({ status, sunsetOn: '2030-07-01' }, '2035-07-01')?.code).toBe(
        status === 'ADOPTED' ? undefined : 'CONFLICT',
      );
    expect(refuseRenewal({ status: 'ADOPTED', sunsetOn: null }, '2035-07-01')?.code).toBe('CONFLICT');
    for (const day of ['2030-07-01', '2030-06-30'])
      expect(refuseRenewal({ status: 'ADOPTED', sunsetOn: '2030-07-01' }, day)?.facts.fields?.[0]?.path).toBe('sunsetOn');
  });

  it('has corrections of what is published and not superseded, with a note', () => {
    const codes = (['WORKING', 'PUBLISHED', 'ADOPTED', 'SUPERSEDED'] as const).map(
      (status) => refuseErratum({ status }, 'A slip.')?.code,
    );
    expect(codes).toEqual(['CONFLICT', undefined, undefined, 'CONFLICT']);
    for (const note of ['', '  ', 'x'.repeat(2001)])
      expect(refuseErratum({ status: 'PUBLISHED' }, note)?.facts.fields?.[0]?.path).toBe('note');
  });
});

describe('a milestone', () => {
  const input = { kind: 'SUNSET' as const, title: 'Sunset', dueOn: '2030-06-15', done: null };
  const refused = (status: NormStatus, more: object = {}): string | undefined => {
    const refusal = refuseMilestone(status, { ...input, ...more }, NOON);
    return refusal?.facts.fields?.[0]?.path ?? refusal?.facts.state;
  };

  it.each<[NormStatus, object, string | undefined]>([
    ['ADOPTED', {}, undefined],
    ['ADOPTED', { dueOn: '2030-06-14' }, 'dueOn'],
    ['DRAFTING', { dueOn: '2030-06-14' }, undefined],
    ['ADOPTED', { kind: 'PHASE', dueOn: '2020-01-01', done: true }, undefined],
    ['ADOPTED', { done: true }, 'done'],
    ['ADOPTED', { title: ' ' }, 'title'],
    ['ADOPTED', { title: 'x'.repeat(301) }, 'title'],
    ['EXPIRED', {}, 'EXPIRED'],
    ['WITHDRAWN', {}, 'WITHDRAWN'],
  ])('of a norm that is %s with %j: %s', (status, more, expected) => expect(refused(status, more)).toBe(expected));

  it('is made for each day and purpose that the text names, with all provisions that name it', () => {
    const text = [
      dated('art_1', { reviewOn: '2031-01-01', number: 'Article 1', heading: 'Scope' }),
      dated('art_2', { reviewOn: '2031-01-01', sunsetOn: '2030-01-01' }),
      dated('art_3', {}),
      dated('art_9', { sunsetOn: '2030-01-01', kind: 'SUNSET_CLAUSE' }),
    ];
    expect(milestonesOf(text)).toEqual([
      { kind: 'SUNSET', dueOn: '2030-01-01', endsNorm: false, eIds: ['art_2'], title: 'Sunset: art_2' },
      { kind: 'SUNSET', dueOn: '2030-01-01', endsNorm: true, eIds: ['art_9'], title: 'Sunset of the norm: art_9' },
      { kind: 'REVIEW', dueOn: '2031-01-01', endsNorm: false, eIds: ['art_1', 'art_2'], title: 'Review: Article 1 Scope, art_2' },
    ]);
    const many = milestonesOf(Array.from({ length: 500 }, (_, i) => dated(`a${i}`, { reviewOn: '2031-01-01', heading: 'H'.repeat(200) }))); // prettier-ignore
    expect(many).toHaveLength(1);
    expect(many[0]?.title.length).toBeLessThanOrEqual(300);
    expect(milestonesOf([])).toEqual([]);
  });

  it('of kind PHASE begins a phase on its day', () => {
    const phase = (dueOn: string) => ({ kind: 'PHASE' as const, dueOn });
    const all = [phase('2030-06-15'), phase('2030-01-01'), phase('2030-06-16'), { kind: 'REVIEW' as const, dueOn: '2030-06-15' }];
    expect(phaseAt(all, NOON)).toEqual(phase('2030-06-15'));
    expect(phaseAt(all, new Date('2030-06-14T23:59:59Z'))).toEqual(phase('2030-01-01'));
    expect(phaseAt(all, new Date('2029-01-01T00:00:00Z'))).toBeNull();
  });
});

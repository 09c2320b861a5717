import { disclosed } from './participation-disclosure.rules.js';
import { evenness, GROUPS, POSITIONS, REGIONS, type Tally, type View, withZeroes } from './participation.rules.js';

/** What was said of one provision: by position, and by group. */
export interface ProvisionTally {
  eId: string;
  support: number;
  supportWithChanges: number;
  oppose: number;
  neutral: number;
  byGroup: Tally[];
}

/** The figures of a round (`Participation` of the schema). */
export interface Participation {
  exact: boolean;
  comments: number;
  submissions: number;
  organizations: number;
  lateComments: number;
  invited: number;
  invitedSilent: number;
  byGroup: Tally[];
  byRegion: Tally[];
  bySector: Tally[];
  byPosition: Tally[];
  byProvision: ProvisionTally[];
  balance: number;
}

export type Cut = 'all' | 'group' | 'region' | 'sector' | 'position' | 'eid_position' | 'eid_group';
type Measure = 'comments' | 'submissions' | 'organizations';

/** One cell of one cut: in time or late; comments without the key (no sector, no provision) are in a cell with the key null. */
export interface CutRow extends Omit<Tally, 'key'> {
  view: View;
  cut: Cut;
  key: string | null;
  eId: string | null;
  late: boolean;
}

/** The cells of all cuts by their names, in the order of the provisions and keys. */
export type Cells = Map<string, CutRow>;

const MEASURES: readonly Measure[] = ['comments', 'submissions', 'organizations'];

const nameOf = (cut: Cut, key: string | null, eId: string | null = null, late = false): string =>
  `${late ? 'late ' : ''}${cut} ${eId ?? ''} ${key ?? ''}`;

/**
 * The cells as everybody may be told them: what is readable, and of what is not as much as `disclosed` lets through. `all` has every
 * cell that counts, `readable` those that anybody could count themselves.
 */
export function publicCells(all: Cells, readable: Cells): Cells {
  const shown: Cells = new Map([...all].map(([name, row]) => [name, { ...row, ...ofReadable(readable.get(name)) }]));
  const hiddenIn = (name: string, measure: Measure): number =>
    (all.get(name)?.[measure] ?? 0) - (readable.get(name)?.[measure] ?? 0);
  const tell = (cuts: string[][], measure: Measure, total: string | null): void => {
    const disclosure = disclosed(cuts.map((names) => names.map((name) => Math.max(0, hiddenIn(name, measure)))));
    cuts.forEach((names, i) => names.forEach((name, j) => add(shown.get(name), measure, disclosure.cells[i]?.[j] ?? 0)));
    if (total !== null) add(shown.get(total), measure, disclosure.total);
  };
  const groups = GROUPS.map((key) => nameOf('group', key));
  const regions = REGIONS.map((key) => nameOf('region', key));
  const positions = POSITIONS.map((key) => nameOf('position', key));
  tell([groups, regions, positions], 'comments', nameOf('all', null));
  for (const measure of ['submissions', 'organizations'] as const) tell([groups, regions], measure, nameOf('all', null));
  for (const name of positions) for (const measure of ['submissions', 'organizations'] as const) tell([[name]], measure, null);
  for (const [name, { cut }] of all) if (cut === 'sector') for (const measure of MEASURES) tell([[name]], measure, null);
  tell([[nameOf('all', null, null, true)]], 'comments', null);
  for (const eId of new Set([...all.values()].flatMap((row) => (row.late || row.eId === null ? [] : [row.eId])))) {
    const ofGroups = GROUPS.map((key) => nameOf('eid_group', key, eId));
    tell([POSITIONS.map((key) => nameOf('eid_position', key, eId)), ofGroups], 'comments', null);
    for (const name of ofGroups) for (const measure of ['submissions', 'organizations'] as const) tell([[name]], measure, null);
  }
  return shown;
}

const ofReadable = (row: CutRow | undefined): Record<Measure, number> => ({
  comments: row?.comments ?? 0,
  submissions: row?.submissions ?? 0,
  organizations: row?.organizations ?? 0,
});

function add(row: CutRow | undefined, measure: Measure, by: number): void {
  if (row) row[measure] += by;
}

/** The figures that are not counted over comments. */
type Beside = Pick<Participation, 'exact' | 'invited' | 'invitedSilent'> & { coSigning: number };

/** The figures of a round from its cells. */
export function toFigures(cells: Cells, { coSigning, ...beside }: Beside): Participation {
  const inTime = [...cells.values()].filter((row) => !row.late && row.comments > 0);
  const all = inTime.find(({ cut }) => cut === 'all');
  const byGroup = withZeroes(GROUPS, tallies(inTime, 'group'));
  return {
    ...beside,
    comments: all?.comments ?? 0,
    submissions: all?.submissions ?? 0,
    organizations: (all?.organizations ?? 0) + coSigning,
    lateComments: cells.get(nameOf('all', null, null, true))?.comments ?? 0,
    byGroup,
    byRegion: withZeroes(REGIONS, tallies(inTime, 'region')),
    bySector: tallies(inTime, 'sector'),
    byPosition: withZeroes(POSITIONS, tallies(inTime, 'position')),
    byProvision: byProvision(inTime),
    balance: evenness(byGroup.map(({ submissions }) => submissions)),
  };
}

const tallies = (rows: CutRow[], cut: Cut): Tally[] =>
  rows.flatMap((row) => {
    const { key, comments, submissions, organizations } = row;
    return row.cut === cut && key !== null ? [{ key, comments, submissions, organizations }] : [];
  });

function byProvision(rows: CutRow[]): ProvisionTally[] {
  const ofProvision = new Map<string, CutRow[]>();
  for (const row of rows) if (row.eId !== null) ofProvision.set(row.eId, [...(ofProvision.get(row.eId) ?? []), row]);
  return [...ofProvision].map(([eId, own]) => {
    const at = (position: string): number => own.find((row) => row.cut === 'eid_position' && row.key === position)?.comments ?? 0;
    const [support, supportWithChanges, oppose, neutral] = POSITIONS.map(at) as [number, number, number, number];
    return { eId, support, supportWithChanges, oppose, neutral, byGroup: tallies(own, 'eid_group') };
  });
}

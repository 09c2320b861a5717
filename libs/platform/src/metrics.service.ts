import { Injectable } from '@nestjs/common';
import { Database } from './database.js';

/** One figure with what tells it from others of its name. */
export interface Figure {
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** Something that is measured when it is asked for. Names and help as the Prometheus text format has them; no personal word in any. */
export interface Gauge {
  name: string;
  help: string;
  read: (db: Database) => Promise<Figure[]>;
}

const FRESH_MS = 5000; // whoever asks more often costs nothing

const LOG = `select count(*)::int as waiting, coalesce(extract(epoch from clock_now() - min(at)), 0)::float as oldest from (
    (select at from event where sequence is null order by id limit 10000)
    union all (select e.at from event_relay r join event e on e.sequence > r.sequence where r.name = 'jobs' order by e.sequence limit 10000)) e`;
const OWED = `select job, count(*) filter (where parked_at is null)::int as undone, count(*) filter (where parked_at is not null)::int as parked,
    coalesce(extract(epoch from clock_now() - min(since) filter (where parked_at is null)), 0)::float as oldest
  from job_pending group by job order by job`;

interface Owed {
  job: string;
  undone: number;
  parked: number;
  oldest: number;
}

const one = (value: number): Figure[] => [{ labels: {}, value }];
const byJob =
  (pick: (row: Owed) => number) =>
  async (db: Database): Promise<Figure[]> =>
    (await db.read<Owed>(OWED)).map((row) => ({ labels: { job: row.job }, value: pick(row) }));
const log = (db: Database): Promise<{ waiting: number; oldest: number } | null> => db.readOne(LOG);

const OWN: readonly Gauge[] = [
  {
    name: 'colloquy_log_waiting',
    help: 'Entries of the log that are not yet turned into jobs, up to 20000.',
    read: async (db) => one((await log(db))?.waiting ?? 0),
  },
  {
    name: 'colloquy_log_oldest_seconds',
    help: 'Age of the oldest of these entries.',
    read: async (db) => one((await log(db))?.oldest ?? 0),
  },
  { name: 'colloquy_jobs_undone', help: 'Jobs that are owed.', read: byJob(({ undone }) => undone) },
  {
    name: 'colloquy_jobs_oldest_seconds',
    help: 'For how long the oldest owed job has been owed.',
    read: byJob(({ oldest }) => oldest),
  },
  {
    name: 'colloquy_jobs_parked',
    help: 'Jobs that failed for good and wait for an administrator.',
    read: byJob(({ parked }) => parked),
  },
  {
    name: 'process_resident_memory_bytes',
    help: 'Memory of this process.',
    read: () => Promise.resolve(one(process.memoryUsage.rss())),
  },
  { name: 'process_uptime_seconds', help: 'For how long this process runs.', read: () => Promise.resolve(one(process.uptime())) },
];

/** What is measured of the platform, by whichever lib knows it. */
@Injectable()
export class Metrics {
  private readonly gauges: Gauge[] = [...OWN];
  private last: { at: number; text: Promise<string> } | null = null;

  constructor(private readonly db: Database) {}

  /** Adds something to measure. */
  add(gauge: Gauge): void {
    this.gauges.push(gauge);
  }

  /** Every figure at this moment. */
  async figures(): Promise<(Figure & { name: string; help: string })[]> {
    const read = async ({ name, help, read: figures }: Gauge) =>
      (await figures(this.db)).map((figure) => ({ ...figure, name, help }));
    const all: (Figure & { name: string; help: string })[] = [];
    for (const gauge of this.gauges) all.push(...(await read(gauge))); // one after the other: one connection is enough
    return all;
  }

  /** The figures in the Prometheus text format, 0.0.4; at most five seconds old. */
  text(): Promise<string> {
    if (this.last && Date.now() - this.last.at < FRESH_MS) return this.last.text;
    const text = this.figures().then((figures) => this.gauges.map((gauge) => block(gauge, figures)).join(''));
    this.last = { at: Date.now(), text };
    text.catch(() => (this.last = null));
    return text;
  }
}

function block({ name, help }: Gauge, figures: readonly (Figure & { name: string })[]): string {
  const lines = figures
    .filter((figure) => figure.name === name)
    .map(({ labels, value }) => `${name}${labelled(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}

function labelled(labels: Figure['labels']): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value.replace(/["\\\n]/g, '_')}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

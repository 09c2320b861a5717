import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { CONFIG } from '#platform/platform.module.js';
import { PUBLIC_NORM } from '#norms/norm.visibility.js';
import type { Round } from '#rounds/round.entity.js';
import { PUBLIC_ROUND } from '#rounds/round.visibility.js';
import { type CalendarEntry, writeCalendar } from './calendar.writer.js';
import { instantIn } from './mail.facts.js';
import { PUBLIC_WORDS } from './public-words.rules.js';
import type { Language } from './words.types.js';

const REMIND_DAYS = 3;

interface RoundDates {
  id: string;
  reference: string;
  title: string;
  norm: string;
  opensAt: Date | null;
  closesAt: Date | null;
  revision: number;
  changedAt: Date;
  isCancelled: boolean;
}

interface MilestoneDate {
  id: string;
  title: string;
  norm: string;
  slug: string;
  dueOn: string;
  setAt: Date;
}

/** Those that are over for a year are left out of the calendar of everything. */
const ROUNDS = `select r.id, r.reference, r.title, n.title as norm, r.opens_at, r.closes_at, r.revision, r.status = 'CANCELLED' as is_cancelled,
    greatest(r.created_at, (select max(x.at) from round_extension x where x.round_id = r.id)) as changed_at
  from round r join norm n on n.id = r.norm_id
  where ${PUBLIC_ROUND} and ($1::uuid is null or r.id = $1)
    and ($1::uuid is not null or coalesce(r.closes_at, r.opens_at) is null or coalesce(r.closes_at, r.opens_at) > clock_now() - interval '1 year')
  order by coalesce(r.opens_at, r.created_at) desc, r.id limit 500`;

const MILESTONES = `select m.id, m.title, norm.title as norm, norm.slug, m.due_on::text as due_on, m.set_at
  from milestone m join norm on norm.id = m.norm_id
  where ${PUBLIC_NORM} and ($1::uuid is null or m.norm_id = $1) and m.due_on > (clock_now() - interval '1 year')::date order by m.due_on, m.id limit 500`;

/** When rounds open and close and milestones are due, for calendars: what everybody may know, whoever asks. */
@Injectable()
export class CalendarService {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The dates of one round and its norm, or of all of them. `ctx` is nobody's. */
  async of(ctx: Ctx, round: Round | null, language: Language): Promise<string> {
    const rounds = await ctx.db.read<RoundDates>(ROUNDS, [round?.id ?? null]);
    const milestones = await ctx.db.read<MilestoneDate>(MILESTONES, [round?.normId ?? null]);
    const name = round ? `Colloquy: ${round.title}` : PUBLIC_WORDS[language].calendar;
    return writeCalendar(name, [
      ...rounds.flatMap((one) => this.datesOf(one, language)),
      ...milestones.map((one) => this.dayOf(one)),
    ]);
  }

  private datesOf(round: RoundDates, language: Language): CalendarEntry[] {
    const { id, norm, title, opensAt, closesAt, revision, changedAt, isCancelled, reference } = round;
    const words = PUBLIC_WORDS[language];
    const entry = (what: string, on: Date, says: string): CalendarEntry => ({
      uid: this.uid(`round-${id}-${what}`),
      sequence: revision,
      changedAt,
      on,
      title: says.replace('{norm}', () => norm),
      text: `${title} (${reference})\n${instantIn(language, on)}`,
      url: `${this.config.publicUrl}/rounds/${reference}`,
      isCancelled,
    });
    return [
      ...(opensAt ? [entry('opens', opensAt, words.opens)] : []),
      ...(closesAt ? [{ ...entry('closes', closesAt, words.closes), remindDays: REMIND_DAYS }] : []),
    ];
  }

  private dayOf({ id, title, norm, slug, dueOn, setAt }: MilestoneDate): CalendarEntry {
    return {
      uid: this.uid(`milestone-${id}`),
      sequence: Math.floor(setAt.getTime() / 1000) % 2 ** 31,
      changedAt: setAt,
      on: dueOn,
      title: `${title}: ${norm}`,
      text: '',
      url: `${this.config.publicUrl}/norms/${slug}`,
      isCancelled: false,
    };
  }

  private uid(name: string): string {
    return `${name}@${new URL(this.config.publicUrl).hostname}`;
  }
}

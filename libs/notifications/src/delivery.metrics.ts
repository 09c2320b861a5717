import { Injectable } from '@nestjs/common';
import type { Database } from '#platform/database.js';
import { type Figure, type Gauge, Metrics } from '#platform/metrics.service.js';

type Row = { status: string; n: number };

const figuresOf = (rows: readonly Row[], label: string): Figure[] =>
  rows.map(({ status, n }) => ({ labels: { [label]: status }, value: n }));
const counted =
  (text: string, label: string) =>
  async (db: Database): Promise<Figure[]> =>
    figuresOf(await db.read<Row>(text), label);

const GAUGES: readonly Gauge[] = [
  {
    name: 'colloquy_mails_waiting',
    help: 'Mails that wait to be sent or to be sent again, or are being sent.',
    read: counted(
      `select status, count(*)::int as n from mail where status in ('queued', 'sending', 'uncertain') group by status`,
      'status',
    ),
  },
  {
    name: 'colloquy_mails_undelivered_day',
    help: 'Mails of the last day that will not arrive.',
    read: counted(
      `select status, count(*)::int as n from mail where status in ('failed', 'bounced', 'suppressed') and created_at > clock_now() - interval '1 day' group by status`,
      'status',
    ),
  },
  {
    name: 'colloquy_webhook_calls_waiting',
    help: 'Calls of webhooks that wait for their turn or for another try.',
    read: counted(`select 'queued' as status, count(*)::int as n from webhook_call where status = 'queued'`, 'status'),
  },
  {
    name: 'colloquy_webhooks',
    help: 'Webhooks, by whether they are called.',
    read: counted(
      `select case when active then 'active' else 'disabled' end as status, count(*)::int as n from webhook group by 1`,
      'status',
    ),
  },
];

/** What still waits to go out, and what went wrong in the last day: what has gone well is not counted, there is no end to it. */
@Injectable()
export class DeliveryMetrics {
  constructor(metrics: Metrics) {
    for (const gauge of GAUGES) metrics.add(gauge);
  }
}

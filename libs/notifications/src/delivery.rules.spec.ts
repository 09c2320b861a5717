import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deliveryOf, dueAt, retryAfter, statusAfter } from './delivery.rules.js';

const NOW = new Date('2026-11-25T10:00:00Z'); // a Wednesday

describe('when a mail is due', () => {
  it.each([
    ['Europe/Berlin', '2026-11-26T06:00:00.000Z'],
    ['America/New_York', '2026-11-25T12:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-26T01:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-25T17:00:00.000Z'],
    ['UTC', '2026-11-26T07:00:00.000Z'],
    ['Nowhere/At-all', '2026-11-26T07:00:00.000Z'],
  ])('a daily one comes at the next 07:00 in %s', (zone, at) => {
    expect(dueAt('DAILY', NOW, zone, null)?.toISOString()).toBe(at);
  });

  it('a weekly one comes on the next Monday at 07:00, and a week later when asked then', () => {
    const monday = dueAt('WEEKLY', NOW, 'Europe/Berlin', null);
    expect(monday?.toISOString()).toBe('2026-11-30T06:00:00.000Z');
    expect(dueAt('WEEKLY', monday ?? NOW, 'Europe/Berlin', null)?.toISOString()).toBe('2026-12-07T06:00:00.000Z');
  });

  it('comes at 07:00 by the clocks on the wall also on the days on which they change', () => {
    expect(dueAt('DAILY', new Date('2026-03-28T12:00:00Z'), 'Europe/Berlin', null)?.toISOString()).toBe(
      '2026-03-29T05:00:00.000Z',
    );
    expect(dueAt('DAILY', new Date('2026-10-24T12:00:00Z'), 'Europe/Berlin', null)?.toISOString()).toBe(
      '2026-10-25T06:00:00.000Z',
    );
  });

  it('is always after now, within 24 hours and a change of clocks, at seven', () => {
    const zones = fc.constantFrom('Europe/Paris', 'Asia/Kolkata', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Africa/Cairo');
    const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, instants, (zone, now) => {
        const due = dueAt('DAILY', now, zone, null) ?? now;
        const hours = (due.getTime() - now.getTime()) / 3_600_000;
        const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(due);
        return hours > 0 && hours <= 25 && shown === '07:00';
      }),
    );
  });

  it('waits at once for nothing, and after a mail for its turn', () => {
    const later = new Date(NOW.getTime() + 1000);
    expect(dueAt('IMMEDIATE', NOW, 'UTC', null)).toEqual(NOW);
    expect(dueAt('IMMEDIATE', NOW, 'UTC', later)).toEqual(later);
    expect(dueAt('OFF', NOW, 'UTC', null)).toBeNull();
  });

  it('is at once for what the procedure owes, whatever was wished', () => {
    for (const kind of ['SUBMISSION_RECEIVED', 'RESULTS_PUBLISHED', 'INVITATION'] as const)
      expect(deliveryOf(kind, 'OFF')).toBe('IMMEDIATE');
    expect(deliveryOf('ROUND_OPENED', 'OFF')).toBe('OFF');
    expect(deliveryOf('COMMENT_PUBLISHED', null)).toBe('DAILY');
  });
});

describe('what became of an attempt', () => {
  it.each([
    ['a recipient that is not there', { responseCode: 550, command: 'RCPT TO' }, 'bounced'],
    ['a message that is not taken', { responseCode: 554, command: 'DATA' }, 'failed'],
    ['a recipient that is not taken now', { responseCode: 450, command: 'RCPT TO' }, 'queued'],
    ['a message that is not taken now', { responseCode: 451, command: 'DATA' }, 'queued'],
    ['a server that is away', { code: 'ECONNREFUSED', command: 'CONN' }, 'queued'],
    ['a server that says nothing at the beginning', { code: 'ETIMEDOUT', command: 'CONN' }, 'queued'],
    ['a message without an answer', { code: 'ECONNECTION', command: 'DATA' }, 'uncertain'],
    ['a server that takes no mail at all', { responseCode: 554, code: 'EPROTOCOL', command: 'CONN' }, 'queued'],
    ['a sender that is refused', { responseCode: 550, code: 'EENVELOPE', command: 'MAIL FROM' }, 'failed'],
    ['a line that broke after the message', { code: 'ECONNECTION', command: 'CONN', handedOver: true }, 'uncertain'],
    ['a line that broke before the message', { code: 'ECONNECTION', command: 'API', handedOver: false }, 'queued'],
    ['a line that broke at an unknown place', { code: 'ECONNECTION' }, 'uncertain'],
  ])('%s', (_what, trouble, status) => {
    expect(statusAfter(trouble)).toBe(status);
  });

  it('is tried again later and later, and never later than in four hours and a little', () => {
    const waits = Array.from({ length: 14 }, (_, i) => retryAfter(i + 1, 0.5));
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(waits[0]).toBe(15);
    expect(Math.max(...waits)).toBeLessThanOrEqual(4 * 3600 * 1.1);
  });
});

/** One date of a calendar. */
export interface CalendarEntry {
  /** Stays the same for as long as the thing is that it tells of. */
  uid: string;
  /** Grows whenever the entry changes. */
  sequence: number;
  changedAt: Date;
  /** An instant, or a whole day as `YYYY-MM-DD`. */
  on: Date | string;
  title: string;
  text: string;
  url: string;
  isCancelled: boolean;
  /** How many days before one is reminded; none where it is left out. */
  remindDays?: number;
}

/** `20261125T081500Z`: instants stand in UTC, so that no time zone has to be described. */
const instant = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');
const escaped = (text: string): string => text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r\n|\r|\n/g, '\\n');

/** Folds a line after 75 octets at most, and never inside a character (RFC 5545, 3.1). */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line.replace(/[\u0000-\u0008\u000A-\u001F\u007F]/g, '')) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/** The calendar as iCalendar (RFC 5545, RFC 7986). */
export function writeCalendar(name: string, entries: readonly CalendarEntry[]): string {
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Colloquy//Consultation dates//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    'X-PUBLISHED-TTL:PT12H',
  ];
  return [...head, ...entries.flatMap(linesOf), 'END:VCALENDAR'].map((line) => `${folded(line)}\r\n`).join('');
}

function linesOf(entry: CalendarEntry): string[] {
  const { uid, sequence, changedAt, on, title, text, url, isCancelled, remindDays } = entry;
  const reminder = [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:-P${remindDays ?? 0}D`,
    `DESCRIPTION:${escaped(title)}`,
    'END:VALARM',
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${instant(changedAt)}`,
    `LAST-MODIFIED:${instant(changedAt)}`,
    `SEQUENCE:${sequence}`,
    typeof on === 'string' ? `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}` : `DTSTART:${instant(on)}`,
    `SUMMARY:${escaped(title)}`,
    ...(text ? [`DESCRIPTION:${escaped(text)}`] : []),
    `URL:${url}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    ...(remindDays && !isCancelled ? reminder : []),
    'END:VEVENT',
  ];
}

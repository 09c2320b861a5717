import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { RecordCheck, RecordFault } from './round-record.check.js';

/** A record in another layout than ours is read whole; beyond this it has to be in ours. */
const LARGEST_WHOLE = 400_000_000;

/** The layout is not ours: not a fault, only a reason to read the file as a whole. */
class OtherLayout extends Error {}

interface Record {
  leaves: unknown[];
  auditEntries: unknown[];
}

/**
 * Checks a record's file and gives how much was checked. A file as the platform writes it, one element a line, is read line by line,
 * whatever its size; any other JSON as a whole. Throws a `RecordFault` at the first that is wrong.
 */
export async function checkRecord(path: string): Promise<{ leaves: number; entries: number }> {
  const check = new RecordCheck();
  try {
    await checkLines(path, check);
    return check;
  } catch (error) {
    if (!(error instanceof OtherLayout)) throw error;
  }
  return checkWhole(path);
}

type Part = 'header' | 'leaves' | 'entries' | 'over';

async function checkLines(path: string, check: RecordCheck): Promise<void> {
  let part: Part = 'header';
  let header: unknown;
  let expectsElement: boolean | null = null; // null: the list has just begun
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (part === 'header') {
      header = parse(ending(text, ',"leaves":[', '}'));
      part = 'leaves';
    } else if (part === 'leaves' && text === '],"auditEntries":[' && expectsElement !== true) {
      part = 'entries';
      expectsElement = null;
    } else if (part === 'entries' && text === ']}' && expectsElement !== true) part = 'over';
    else if (part === 'over' || expectsElement === false) throw new OtherLayout();
    else {
      expectsElement = text.endsWith(',');
      const value = parse(expectsElement ? text.slice(0, -1) : text);
      if (part === 'leaves') check.leaf(value);
      else check.entry(value);
    }
  }
  if (part !== 'over') throw new OtherLayout();
  check.end(header);
}

function ending(text: string, end: string, instead: string): string {
  if (!text.endsWith(end)) throw new OtherLayout();
  return text.slice(0, -end.length) + instead;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new OtherLayout();
  }
}

async function checkWhole(path: string): Promise<RecordCheck> {
  const text = await readFile(path);
  if (text.length > LARGEST_WHOLE)
    throw new RecordFault('file: it is not laid out as the platform writes it, and too large to be read otherwise');
  const { leaves, auditEntries, ...header } = wholeOf(text.toString('utf8'));
  if (!Array.isArray(leaves) || !Array.isArray(auditEntries)) throw new RecordFault('record: it has no leaves and auditEntries');
  const check = new RecordCheck();
  for (const leaf of leaves) check.leaf(leaf);
  for (const entry of auditEntries) check.entry(entry);
  check.end(header);
  return check;
}

function wholeOf(text: string): Record {
  try {
    const value = JSON.parse(text) as Record | null;
    if (value !== null && typeof value === 'object') return value;
  } catch (error) {
    throw new RecordFault(`file: it is not JSON (${(error as Error).message})`);
  }
  throw new RecordFault('file: it is not a JSON object');
}

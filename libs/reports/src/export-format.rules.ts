import { badInput, type Refusal } from '#platform/refusal.js';
import type { ExportFormat } from '#platform/schema.types.js';
import type { ExportRequest } from './export.types.js';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** What each format is called in HTTP and in a file's name. */
export const FORMATS: Readonly<Record<ExportFormat, { mediaType: string; extension: string }>> = {
  CSV: { mediaType: 'text/csv; charset=utf-8', extension: 'csv' },
  XLSX: { mediaType: `${OFFICE}.spreadsheetml.sheet`, extension: 'xlsx' },
  DOCX: { mediaType: `${OFFICE}.wordprocessingml.document`, extension: 'docx' },
  PDF: { mediaType: 'application/pdf', extension: 'pdf' },
  JSON: { mediaType: 'application/json; charset=utf-8', extension: 'json' },
  JSONLD: { mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', extension: 'jsonld' },
  AKN: { mediaType: 'application/akn+xml; charset=utf-8', extension: 'akn.xml' },
  HTML: { mediaType: 'text/html; charset=utf-8', extension: 'html' },
  MARKDOWN: { mediaType: 'text/markdown; charset=utf-8', extension: 'md' },
};

const IDS = ['roundId', 'reviewCycleId', 'summaryId', 'versionId'] as const;

/** Null where exactly one id says what the export is about; else BAD_USER_INPUT. */
export function refuseSubjectIds(request: Pick<ExportRequest, (typeof IDS)[number]>): Refusal | null {
  const given = IDS.filter((name) => request[name] !== null);
  if (given.length === 1) return null;
  return badInput(
    given[1] ?? 'roundId',
    'Name what is to be exported by one id: the round, the review cycle, the summary or the version.',
  );
}

/** BAD_USER_INPUT for a format that a kind does not come in, with those that it does. */
export const noSuchForm = (kind: string, format: string, has: readonly string[]): Refusal =>
  badInput('format', `${kind} does not come as ${format}. It can be had as ${has.join(', ')}.`);

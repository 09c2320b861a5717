import type { DiffSegment } from '#platform/schema.types.js';
import { escaped, paragraphsOf, stepsIn } from './norm-text.rules.js';
import type { WrittenNorm, WrittenProvision } from './norm-text.types.js';

const STYLE = `body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 system-ui,"Noto Sans","DejaVu Sans",sans-serif;color:#1a1a1a}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.6em 0 .5em}h1{font-size:1.7rem}h2{font-size:1.3rem}h3{font-size:1.15rem}h4,h5,h6{font-size:1rem}
p{margin:.5em 0}.n{margin-inline-end:.6em}.in{margin-inline-start:2em}.about{color:#555}
ins{background:#dff3df;text-decoration:underline}del{background:#fbe3e3;text-decoration:line-through}
@media print{body{margin:0;max-width:none}}`;
const DEEPEST_INDENT = 8;
const TOP = { headings: 0, indent: 0 };

/** A version as one HTML page that needs no other file. */
export function writeHtml(norm: WrittenNorm): string {
  const { title, label, number, locale, isRtl, publishedOn, since, provisions } = norm;
  const about = [`${label} (${number})`, publishedOn].filter((part) => part !== null).map(escaped);
  const steps = stepsIn(provisions);
  const key = since ? `<p class="about"><ins>+</ins> <del>−</del> ${escaped(`${since.label} (${since.number})`)}</p>\n` : '';
  return `<!DOCTYPE html>
<html lang="${escaped(locale)}" dir="${isRtl ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="about">${about.join(' · ')}</p>
${key}${provisions.map((provision, i) => provisionHtml(provision, steps[i] ?? TOP)).join('')}</main>
</body>
</html>
`;
}

function provisionHtml(provision: WrittenProvision, { headings, indent: steps }: { headings: number; indent: number }): string {
  const { eId, heading, text } = provision;
  const number = provision.number.length > 0 ? `<span class="n">${runs(provision.number)}</span>` : '';
  const level = Math.min(6, headings + 2);
  const title = heading.length > 0 ? `<h${level}>${number}${runs(heading)}</h${level}>\n` : '';
  const paragraphs = text.length > 0 ? paragraphsOf(text).map(runs) : [];
  const [first = '', ...rest] = title ? paragraphs : [number + (paragraphs[0] ?? ''), ...paragraphs.slice(1)];
  const body = [first, ...rest].filter(Boolean).map((paragraph) => `<p>${paragraph}</p>\n`);
  const indent = title ? 0 : Math.min(DEEPEST_INDENT, steps);
  return `<div id="${escaped(eId)}" data-kind="${provision.kind}"${indent ? ` style="margin-inline-start:${indent * 2}em"` : ''}>\n${title}${body.join('')}</div>\n`;
}

const TAGS = { EQUAL: null, INSERT: 'ins', DELETE: 'del' } as const;

const runs = (segments: readonly DiffSegment[]): string =>
  segments
    .map(({ op, text }) => {
      const words = escaped(text).replaceAll('\n', '<br>');
      return TAGS[op] ? `<${TAGS[op]}>${words}</${TAGS[op]}>` : words;
    })
    .join('');

const ONCE = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'auto-submitted', 'list-id'];
const DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/;
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const MESSAGE_ID = new RegExp(`^<${ATOM}(\\.${ATOM})*@${ATOM}(\\.${ATOM})*>$`);
const LIST_ID = new RegExp(`^<${ATOM}(\\.${ATOM})+>$`);
const WORD = /=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi;

/** Where a message, as it came in, is not as the RFCs have it; empty where it is. */
export function breachesOf(raw: string): string[] {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const fields = fieldsOf(head);
  const value = (name: string): string => fields.find((field) => field.name === name)?.value ?? '';
  const checks: [boolean, string][] = [
    [!/[^\r]\n|\r[^\n]/.test(raw), 'RFC 5322, 2.3: a bare CR or LF'],
    [raw.split('\r\n').every((line) => line.length <= 998), 'RFC 5322, 2.1.1: a line of more than 998 characters'],
    [
      head.split('\r\n').every((line) => line.length <= 78 || !/ /.test(line.replace(/^[\w-]+: /, '').trim())),
      'RFC 5322, 2.1.1: a header line not folded',
    ],
    [/^[\x20-\x7E\r\n\t]*$/.test(raw), 'RFC 5322, 2.3: a character that is not ASCII'],
    [
      ONCE.every((name) => fields.filter((field) => field.name === name).length === 1),
      'RFC 5322, 3.6: a field missing, or twice',
    ],
    [DATE.test(value('date')) && !Number.isNaN(Date.parse(value('date'))), 'RFC 5322, 3.3: Date'],
    [MESSAGE_ID.test(value('message-id')), 'RFC 5322, 3.6.4: Message-ID'],
    [value('mime-version') === '1.0', 'RFC 2045, 4: MIME-Version'],
    [value('auto-submitted') === 'auto-generated', 'RFC 3834, 5: Auto-Submitted'],
    [LIST_ID.test(value('list-id')) && value('list-id').length <= 255, 'RFC 2919, 2: List-Id'],
    [isLeavable(value('list-unsubscribe'), value('list-unsubscribe-post')), 'RFC 8058, 3.1: List-Unsubscribe and -Post'],
    ...wordChecks(head),
    ...partChecks(value('content-type'), rest.join('\r\n\r\n')),
  ];
  return checks.flatMap(([holds, what]) => (holds ? [] : [what]));
}

interface Field {
  name: string;
  value: string;
}

const fieldsOf = (head: string): Field[] =>
  head.split(/\r\n(?![ \t])/).map((line) => {
    const at = line.indexOf(':');
    return {
      name: line.slice(0, at).toLowerCase(),
      value: line
        .slice(at + 1)
        .replace(/\r\n(?=[ \t])/g, '')
        .trim(),
    };
  });

/** Both, with one https address (or http on a machine of one's own), or neither. */
const isLeavable = (list: string, post: string): boolean =>
  list === '' ? post === '' : /^<https?:\/\/[^\s<>,]+>$/.test(list) && post === 'List-Unsubscribe=One-Click';

/** RFC 2047: words of at most 75 characters, each of whole characters, none beside a character that is not white space. */
function wordChecks(head: string): [boolean, string][] {
  const words = [...head.matchAll(WORD)];
  const apart = words.every(
    ({ index, 0: word }) => /^[\s:(]?$/.test(head.charAt(index - 1)) && /^\s?$/.test(head.charAt(index + word.length)),
  );
  return [
    [words.every(([word]) => word.length <= 75), 'RFC 2047, 2: an encoded word of more than 75 characters'],
    [
      words.every(([, charset = '', encoding = '', text = '']) => isWhole(charset, encoding, text)),
      'RFC 2047, 5: a character torn in two',
    ],
    [apart, 'RFC 2047, 5: an encoded word that does not stand alone'],
  ];
}

function isWhole(charset: string, encoding: string, text: string): boolean {
  const bytes =
    encoding.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64')
      : Buffer.from(
          text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        );
  return charset.toLowerCase() === 'utf-8' && !new TextDecoder().decode(bytes).includes('\uFFFD');
}

/** Text, then HTML, both in UTF-8 and in an encoding that goes through every server (RFC 2045, 6; RFC 2046, 5.1.4). */
function partChecks(type: string, body: string): [boolean, string][] {
  const boundary = /^multipart\/alternative;\s*boundary="([^"]{1,70})"$/.exec(type)?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => fieldsOf(part.trimStart().split('\r\n\r\n')[0] ?? ''));
  const of = (name: string): string[] => parts.map((fields) => fields.find((field) => field.name === name)?.value ?? '');
  return [
    [boundary !== '' && body.trimEnd().endsWith(`--${boundary}--`), 'RFC 2046, 5.1.1: boundaries'],
    [
      of('content-type').join() === 'text/plain; charset=utf-8,text/html; charset=utf-8',
      'RFC 2046, 5.1.4: text, then HTML, in UTF-8',
    ],
    [
      of('content-transfer-encoding').every((encoding) => /^(quoted-printable|7bit|base64)$/.test(encoding)),
      'RFC 2045, 6: an encoding',
    ],
    [
      body.split('\r\n').every((line) => line.length <= 76 || line.startsWith('--')),
      'RFC 2045, 6.7: a line of more than 76 characters',
    ],
  ];
}

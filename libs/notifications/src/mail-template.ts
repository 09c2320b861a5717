import MailComposer from 'nodemailer/lib/mail-composer';
import { encode, wrap } from 'nodemailer/lib/qp';
import { escapeHtml } from './mail.layout.js';
import type { MailBody } from './mail.layout.types.js';
import { SLOT } from './words.rules.js';

/** What differs from one recipient to the next. */
export interface MailSlots {
  to: string;
  messageId: string;
  date: Date;
  recipient: string;
  unsubscribe: string;
}

/** What all recipients of a mail have in common beside its body. */
export interface MailHead {
  from: { name: string; address: string };
  /** The list it belongs to, as `List-Id` names it (RFC 2919). */
  listId: string;
  /** Whether one can leave the list (RFC 8058). */
  optional: boolean;
}

type Slot = 'to' | 'messageId' | 'date' | 'recipient' | 'recipientHtml' | 'unsubscribe' | 'unsubscribePart';
type Piece = Buffer | Slot;

const TO = 'slot-to@slot.invalid';
const ID = 'slot-id@slot.invalid';
const LEAVE = 'https://slot.invalid/leave';
// In the parts a slot is one character of the private use area, which quoted-printable may have broken by a soft line break.
const PLACES = new RegExp(
  `${TO}|<${ID}>|${LEAVE}|^Date: [^\\r]*|=EE(?:=\\r\\n)?=80(?:=\\r\\n)?=8[0-3]`.replaceAll('.invalid', '\\.invalid'),
  'm',
);

/**
 * A mail composed once, with places for what differs: composing is nine tenths of the cost of a mail, and a mail to a hundred
 * thousand people is composed once for each language.
 */
export class MailTemplate {
  private constructor(private readonly pieces: readonly Piece[]) {}

  /** Composes the mail by nodemailer's own composer, and finds the places in what it made. */
  static async compose(body: MailBody, { from, listId, optional }: MailHead): Promise<MailTemplate> {
    const headers: Record<string, string> = { 'Auto-Submitted': 'auto-generated', 'List-Id': `<${listId}>` };
    if (optional) {
      headers['List-Unsubscribe'] = `<${LEAVE}>`;
      headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
    }
    const html = body.html.replaceAll(SLOT.recipient, '\u{E002}').replaceAll(SLOT.unsubscribe, '\u{E003}');
    const composer = new MailComposer({
      from,
      to: { name: '', address: TO },
      subject: body.subject,
      text: body.text,
      html,
      messageId: `<${ID}>`,
      headers,
      textEncoding: 'quoted-printable',
    });
    return new MailTemplate(piecesOf((await composer.compile().build()).toString('latin1')));
  }

  /** The mail as it goes to one recipient. */
  render(slots: MailSlots): Buffer {
    return Buffer.concat(this.pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(valueOf(piece, slots)) : piece)));
  }
}

function piecesOf(raw: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = raw;
  for (let place = PLACES.exec(rest); place; place = PLACES.exec(rest)) {
    pieces.push(Buffer.from(rest.slice(0, place.index), 'latin1'), slotAt(place[0]));
    rest = rest.slice(place.index + place[0].length);
  }
  pieces.push(Buffer.from(rest, 'latin1'));
  return pieces;
}

function slotAt(place: string): Slot {
  if (place === TO) return 'to';
  if (place === `<${ID}>`) return 'messageId';
  if (place === LEAVE) return 'unsubscribe';
  if (place.startsWith('Date:')) return 'date';
  return (['recipient', 'unsubscribePart', 'recipientHtml', 'unsubscribePart'] as const)[Number(place.at(-1))] ?? 'recipient';
}

/** A value inside a part: encoded, between soft line breaks, so that no line is longer than 76 characters (RFC 2045, 6.7). */
const part = (value: string): string => `=\r\n${wrap(encode(value), 75)}=\r\n`;

function valueOf(slot: Slot, { to, messageId, date, recipient, unsubscribe }: MailSlots): string {
  switch (slot) {
    case 'to':
      return to;
    case 'messageId':
      return messageId;
    case 'date':
      return `Date: ${date.toUTCString().replace('GMT', '+0000')}`;
    case 'recipient':
      return part(recipient);
    case 'recipientHtml':
      return part(escapeHtml(recipient));
    case 'unsubscribe':
      return unsubscribe;
    case 'unsubscribePart':
      return part(unsubscribe);
  }
}

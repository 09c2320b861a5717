import { readFileSync } from 'node:fs';
import type { Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import SMTPPool from 'nodemailer/lib/smtp-pool';
import type { Config } from '#platform/config.js';

/** How many mails are on their way to the mail server at once. */
export const CONNECTIONS = 8;
const PATIENCE_MS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

/** What a signature covers: all that our mails have. RFC 8058, 4 asks for both fields by which one leaves a list. */
const SIGNED = `From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Auto-Submitted:List-Id:List-Unsubscribe:List-Unsubscribe-Post`;

const BARE = /\r(?!\n)|(?<!\r)\n/;

/** From and to whom, as the mail server is told (RFC 5321, 3.3). */
export interface Envelope {
  from: string;
  to: string;
}

type Pooled = Parameters<SMTPPool['send']>[0];

/**
 * A pool of connections to the mail server of the settings, which signs (RFC 6376) where a key is configured. It is nodemailer's own,
 * without the mailer before it: that takes each mail apart and puts it together again, which costs three times what sending does.
 */
export class MailTransport {
  private readonly pool: SMTPPool;
  private readonly dkim: DKIM | null;

  private constructor(url: string, dkim: Config['dkim']) {
    const options = { pool: true, maxConnections: CONNECTIONS, maxMessages: Infinity, url, ...PATIENCE_MS } as const;
    this.pool = new SMTPPool(options);
    this.dkim = dkim
      ? new DKIM({
          domainName: dkim.domain,
          keySelector: dkim.selector,
          privateKey: readFileSync(dkim.keyFile, 'utf8'),
          headerFieldNames: SIGNED,
        })
      : null;
  }

  /** Null where no mail server is configured. */
  static of({ smtpUrl, dkim }: Pick<Config, 'smtpUrl' | 'dkim'>): MailTransport | null {
    return smtpUrl ? new MailTransport(smtpUrl, dkim) : null;
  }

  /** Resolves once the server has taken the message; rejects with what went wrong, and whether the message was handed over. */
  async send(envelope: Envelope, raw: Buffer): Promise<void> {
    const lines = inLines(raw); // before it is signed: what a signature covers must not change on its way
    const message = new Handed(this.dkim ? await buffer(this.dkim.sign(lines)) : lines);
    const mail = {
      data: {},
      message: {
        getEnvelope: () => ({ from: envelope.from, to: [envelope.to] }),
        messageId: () => '',
        getHeader: () => '',
        createReadStream: () => message,
      },
    };
    return new Promise((resolve, reject) => {
      this.pool.send(mail as unknown as Pooled, (error) => {
        if (error) reject(Object.assign(error, { handedOver: message.readableDidRead }));
        else resolve();
      });
    });
  }

  close(): void {
    this.pool.close();
  }
}

/** A message as the pool reads one: whole and at once, and only when the server has asked for it. */
class Handed {
  /** Named as a stream has it: by this the pool knows whether another connection may still take the message. */
  readableDidRead = false;

  constructor(private readonly raw: Buffer) {}

  /** The server has taken the envelope: from here on only its answer tells whether it took the message. */
  pipe(connection: Transform): void {
    this.readableDidRead = true;
    connection.push(terminated(this.raw)); // past the connection's own dots, which would go as a packet of their own
    connection.push(null);
  }
}

/** The message with every line ended by CR LF (RFC 5321, 2.3.8). */
export function inLines(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  return BARE.test(text) ? Buffer.from(text.replace(/\r\n|\r|\n/g, '\r\n'), 'latin1') : raw;
}

/** Lines as they go over the line (RFC 5321, 4.5.2): a dot goes before each dot that begins one, and one dot stands alone at the end. */
export function terminated(raw: Buffer): Buffer {
  const lines = raw.toString('latin1');
  const stuffed = lines.startsWith('.') || lines.includes('\n.') ? lines.replace(/^\./gm, '..') : lines;
  return Buffer.from(`${stuffed}${stuffed.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1');
}

import { readFileSync } from 'node:fs';
import nodemailer, { type Transporter } from 'nodemailer';
import type { Config } from '#platform/config.js';

/** How many mails are on their way to the mail server at once. */
export const CONNECTIONS = 8;
const PATIENCE_MS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

/** A pool of connections to the mail server of the settings, which signs (RFC 6376) where a key is configured; null without one. */
export function makeTransport({ smtpUrl, dkim }: Pick<Config, 'smtpUrl' | 'dkim'>): Transporter | null {
  if (!smtpUrl) return null;
  const signing = dkim
    ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: readFileSync(dkim.keyFile, 'utf8') } }
    : {};
  const options = { pool: true, maxConnections: CONNECTIONS, maxMessages: Infinity, url: smtpUrl, ...PATIENCE_MS, ...signing };
  return nodemailer.createTransport(options as never);
}

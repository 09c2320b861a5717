import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { addressOf } from './mail-address.js';
import type { MailBody } from './mail.layout.types.js';
import { MailTemplate } from './mail-template.js';

const KEPT = 40; // templates, so that those of an event in all languages are at hand for as long as its mails go out

const BODIES = `select id, subject, text, html, event_id is null and text like '%token=%' as holds_secret from mail_body where id = any($1)`;

type Body = MailBody & { id: string; holdsSecret: boolean };

/** What is known of a mail whose body is wanted. */
interface Bodied {
  bodyId: string;
  kind: string | null;
}

/** A body as it is sent: composed at its first use; whether it holds the secret of a link, which is forgotten with the sending. */
export interface Composed {
  compose(): Promise<MailTemplate>;
  holdsSecret: boolean;
}

/** The bodies of the mails in hand, each read once for a batch and composed once for all who get it. */
export class MailTemplates {
  private readonly kept = new Map<string, Composed>();

  constructor(private readonly config: Pick<Config, 'publicUrl' | 'mailFrom'>) {}

  /** The mails with their bodies; a mail whose body is gone, as that of an erased person, is left out. */
  async of<T extends Bodied>(ctx: Ctx, mails: readonly T[]): Promise<(T & { body: Composed })[]> {
    const found = await this.bodiesOf(ctx, mails);
    const bodied = mails.flatMap((mail) => {
      const body = found.get(mail.bodyId);
      return body ? [{ ...mail, body }] : [];
    });
    for (const [id, body] of found) this.keep(id, body);
    return bodied;
  }

  private async bodiesOf(ctx: Ctx, mails: readonly Bodied[]): Promise<Map<string, Composed>> {
    const kinds = new Map(mails.map(({ bodyId, kind }) => [bodyId, kind]));
    const missing = [...kinds.keys()].filter((id) => !this.kept.has(id));
    const rows = missing.length > 0 ? await ctx.db.read<Body>(BODIES, [missing]) : [];
    const fresh = new Map(rows.map((row) => [row.id, row]));
    return new Map(
      [...kinds].flatMap(([id, kind]): [string, Composed][] => {
        const row = fresh.get(id);
        const body = this.kept.get(id) ?? (row && this.composed(row, kind));
        return body ? [[id, body]] : [];
      }),
    );
  }

  private composed(row: Body, kind: string | null): Composed {
    const head = {
      from: addressOf(this.config.mailFrom),
      listId: `${(kind ?? 'procedure').toLowerCase()}.${new URL(this.config.publicUrl).hostname}`,
      optional: kind !== null,
    };
    let template: Promise<MailTemplate> | null = null;
    return { compose: () => (template ??= MailTemplate.compose(row, head)), holdsSecret: row.holdsSecret };
  }

  private keep(id: string, body: Composed): void {
    this.kept.delete(id);
    this.kept.set(id, body);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value ?? '');
  }
}

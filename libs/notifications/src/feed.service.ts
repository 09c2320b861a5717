import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { CONFIG } from '#platform/platform.module.js';
import type { Round } from '#rounds/round.entity.js';
import { listComments } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import { type AtomEntry, writeAtom } from './atom.writer.js';
import { instantIn } from './mail.facts.js';
import { PUBLIC_WORDS } from './public-words.rules.js';
import { contentOf, knowing } from './words.rules.js';
import type { Language, TextKey } from './words.types.js';

const PAGE = 50;

/** What a text says of a happening beyond its title: so many of its paragraphs are for everybody. */
const KINDS = { ROUND_OPENED: 2, ROUND_EXTENDED: 2, ROUND_CLOSED: 1, VERSION_PUBLISHED: 1 } as const satisfies Partial<
  Record<TextKey, number>
>;

interface Happening {
  kind: keyof typeof KINDS;
  id: string;
  at: Date;
  norm: string;
  slug: string;
  round: string | null;
  reference: string | null;
  closesAt: Date | null;
  reason: string | null;
  version: number | null;
}

/** What opened, was put off, closed and was published, the newest first. A round opens and closes by the clock, whether or not it is written down. */
const NEWS = `select h.*, n.title as norm, n.slug from (
    select 'ROUND_OPENED' as kind, r.id, r.opens_at as at, r.norm_id, r.title as round, r.reference, r.closes_at, null as reason, null::int as version
      from round r where r.status not in ('DRAFT', 'CANCELLED') and r.opens_at <= clock_now()
    union all select 'ROUND_EXTENDED', r.id, x.at, r.norm_id, r.title, r.reference, x.to_at, x.reason, null
      from round_extension x join round r on r.id = x.round_id where r.status not in ('DRAFT', 'CANCELLED')
    union all select 'ROUND_CLOSED', r.id, coalesce(r.closed_at, r.closes_at), r.norm_id, r.title, r.reference, r.closes_at, null, null
      from round r where round_status(r.status, r.opens_at, r.closes_at, clock_now()) in ('CLOSED', 'IN_REVIEW', 'CONCLUDED')
    union all select 'VERSION_PUBLISHED', v.id, v.published_at, v.norm_id, null, null, null, null, v.number
      from norm_version v where v.published_at is not null and v.published_at <= clock_now()
  ) h join norm n on n.id = h.norm_id order by h.at desc, h.id limit ${PAGE}`;

/** News and comments for feed readers: what everybody may see, and nothing else, whoever asks. */
@Injectable()
export class FeedService {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** What opened, was put off, closed and was published lately. `ctx` is nobody's. */
  async news(ctx: Ctx, language: Language): Promise<string> {
    const happenings = await ctx.db.read<Happening>(NEWS);
    const { publicUrl } = this.config;
    return writeAtom({
      title: PUBLIC_WORDS[language].news,
      language,
      id: `${publicUrl}/feed.atom`,
      self: `${publicUrl}/feed.atom?lang=${language}`,
      page: publicUrl,
      next: null,
      updated: new Date(0),
      entries: happenings.map((happening) => this.told(happening, language)),
    });
  }

  /** The comments of a round that everybody may read, the newest first; `after` as a cursor goes on. BAD_USER_INPUT. */
  async comments(ctx: Ctx, round: Round, language: Language, after: string | null): Promise<string> {
    const { nodes, pageInfo } = await listComments(ctx, round.id, { orderBy: 'NEWEST', first: PAGE, after });
    const address = `${this.config.publicUrl}/rounds/${round.reference}`;
    const turned = (cursor: string | null): string => `${address}/feed.atom?lang=${language}${cursor ? `&after=${cursor}` : ''}`;
    return writeAtom({
      title: PUBLIC_WORDS[language].comments.replace('{round}', () => round.title),
      language,
      id: `${address}/feed.atom`,
      self: turned(after),
      page: address,
      next: pageInfo.hasNextPage ? turned(pageInfo.endCursor) : null,
      updated: round.opensAt ?? round.createdAt,
      entries: nodes.map((comment) => entryOf(comment, this.config.publicUrl, language)),
    });
  }

  private told(happening: Happening, language: Language): AtomEntry {
    const { kind, id, at, norm, round, reference, reason, version, slug, closesAt } = happening;
    const known = { norm, round: round ?? '', reference: reference ?? '', reason: reason ?? '', version: String(version ?? '') };
    const { subject, paragraphs } = contentOf(kind, knowing({ ...known, closesAt: instantIn(language, closesAt) }), language);
    const path = reference ? `/rounds/${reference}` : `/norms/${slug}`;
    return {
      id: uuidOf(`${kind} ${id} ${at.toISOString()}`),
      title: subject,
      at,
      url: `${this.config.publicUrl}${path}`,
      author: 'Colloquy',
      text: paragraphs.slice(1, 1 + KINDS[kind]).join('\n\n'),
      language,
    };
  }
}

function entryOf(comment: Comment, publicUrl: string, language: Language): AtomEntry {
  const { id, reference, author, body, proposedText, submittedAt, createdAt, locale } = comment;
  const { proposed } = PUBLIC_WORDS[language];
  return {
    id,
    title: reference ?? '',
    at: submittedAt ?? createdAt,
    url: `${publicUrl}/comments/${reference ?? ''}`,
    author: author.organization ? `${author.displayName} (${author.organization.name})` : author.displayName,
    text: proposedText ? `${body}\n\n${proposed}\n${proposedText}` : body,
    language: locale,
  };
}

/** A UUID that a name always gives (RFC 9562, version 8: the first bits of its SHA-256). */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

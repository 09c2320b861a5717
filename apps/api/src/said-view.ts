import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import { organizationsById } from '#identity/identity.loader.js';
import type { Round } from '#rounds/round.entity.js';
import { coSignersOf } from '#comments/co-signature.queries.js';
import { refuseCoSignature } from '#comments/co-signature.rules.js';
import { listComments } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import { roundAsFound } from '#comments/held-round.queries.js';
import { refuseSigner } from '#comments/submission.rules.js';
import type { SaidPage, Named, SaidView } from '#web/said.page.js';
import { headOf, provisionOf } from './round-desk.js';

const SHOWN = 20;

/** What was said on a provision, as far as the reader may see it, and which names of theirs could be put to it. */
export async function saidOn(
  ctx: Ctx,
  round: Round,
  { eId, after }: { eId: string; after: string | undefined },
): Promise<Parameters<typeof SaidPage>[0]['view']> {
  const { place } = await provisionOf(ctx, round, eId, ctx.locale);
  const page = await listComments(ctx, round.id, { filter: { eId }, orderBy: 'MOST_AGREED', first: SHOWN, after: after ?? null });
  const { endCursor, hasNextPage } = page.pageInfo;
  const sides = await signingSides(ctx, round);
  const said = await Promise.all(page.nodes.map((comment) => saidView(ctx, comment, sides)));
  const here = `/rounds/${round.reference}/said?on=${encodeURIComponent(eId)}`;
  const next = hasNextPage ? `${here}&after=${endCursor ?? ''}` : null;
  return { round: await headOf(ctx, round), eId, place, said, total: await page.totalCount(), next };
}

type Side = Named & { isAdmitted: boolean; status: Round['status'] };

/** The organizations that the reader signs for. */
async function signingSides(ctx: Ctx, round: Round): Promise<Side[]> {
  const { accountId, memberships } = ctx.actor;
  if (!accountId) return [];
  const own = memberships.filter(({ organizationId }) => refuseSigner(ctx.actor, organizationId) === null);
  return Promise.all(
    own.map(async ({ organizationId: id }) => {
      const { name } = found(await ctx.load(organizationsById, id), 'organization');
      const now = found(await roundAsFound(ctx, round.id, null, { accountId, organizationId: id }), 'round');
      return { id, name, isAdmitted: now.isAdmitted, status: now.nowStatus };
    }),
  );
}

async function saidView(ctx: Ctx, comment: Comment, sides: readonly Side[]): Promise<SaidView> {
  const signers = (await ctx.load(coSignersOf, comment.id)) ?? [];
  const named = await Promise.all(signers.map((id) => ctx.load(organizationsById, id)));
  const isOpen = ({ id, status, isAdmitted }: Side): boolean => isAdmitted && refuseCoSignature(comment, id, status) === null;
  return {
    comment,
    coSigners: named.flatMap((one) => (one ? [{ id: one.id, name: one.name }] : [])),
    maySign: sides.filter((side) => !signers.includes(side.id) && isOpen(side)),
    mayTakeOff: sides.filter(({ id }) => signers.includes(id)),
  };
}

import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, type Observable, tap } from 'rxjs';
import type { Ctx } from './ctx.js';
import { checkArguments } from './graphql-arguments.js';
import { Refusal, secondFactorFirst } from './refusal.js';

export const ACCESS = 'colloquy:access';

/** What a root operation declares: anyone may, every signed-in account may, or a policy's action decides. */
export type Access = { kind: 'public' } | { kind: 'account' } | { kind: 'policy'; action: string };

/** Anyone may call it, signed in or not; what they see of it is decided by what they may see. */
export const Public = (): MethodDecorator => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/** Any signed-in account may call it, about what is its own. */
export const SignedIn = (): MethodDecorator => SetMetadata(ACCESS, { kind: 'account' } satisfies Access);

/** Only who the policy's action allows; the service asks it by `ctx.require` once it knows the thing acted on. */
export const Allow = (action: string): MethodDecorator => SetMetadata(ACCESS, { kind: 'policy', action } satisfies Access);

/** The `Ctx` of the request, as a resolver's parameter. */
export const FromCtx = createParamDecorator((_data: unknown, context: ExecutionContext) => ctxOf(context));

const ctxOf = (context: ExecutionContext): Ctx => GqlExecutionContext.create(context).getContext<Ctx>();

/**
 * Stands before every query and mutation: a token that may only read changes nothing, malformed ids and text are refused, who must be signed in is asked for it, and an
 * operation that declared a permission but never asked it is reported as the fault it is.
 */
@Injectable()
export class AccessInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'graphql') return next.handle();
    const gql = GqlExecutionContext.create(context);
    const ctx = gql.getContext<Ctx>();
    const access = accessOf(context.getHandler());
    if (gql.getInfo<GraphQLResolveInfo>().operation.operation === 'mutation') ctx.requireWritable();
    checkArguments(gql.getInfo<GraphQLResolveInfo>(), gql.getArgs<Record<string, unknown>>());
    if (access.kind !== 'public') ctx.requireAccount();
    if (access.kind !== 'policy') return next.handle();
    return next.handle().pipe(
      tap(() => assertAsked(ctx, access.action)),
      catchError((error: unknown) => {
        throw isWithheld(ctx, error) ? secondFactorFirst() : error;
      }),
    );
  }
}

/** What a resolver method declares; a root operation without a declaration keeps the application from starting. */
export function accessOf(method: object): Access {
  const access = Reflect.getMetadata(ACCESS, method) as Access | undefined;
  if (!access) throw new Refusal('INTERNAL', 'This operation has no rule of access.');
  return access;
}

/** What staff would find with roles that do not count yet is asked for in the same words, whether it exists or not. */
const isWithheld = (ctx: Ctx, error: unknown): boolean =>
  (ctx.actor.withheld?.length ?? 0) > 0 && error instanceof Refusal && error.code === 'NOT_FOUND';

function assertAsked(ctx: Ctx, action: string): void {
  if (!ctx.asked.has(action) && !ctx.idempotency?.isReplay)
    throw new Error(`An operation declared ${action} and never asked it.`);
}

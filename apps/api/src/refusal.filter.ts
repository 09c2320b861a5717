import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { Refusal } from '#platform/refusal.js';

const STATUS: Readonly<Partial<Record<string, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  ROUND_NOT_OPEN: 409,
  IDEMPOTENCY_MISMATCH: 422,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  NOT_IMPLEMENTED: 501,
};

/** Refusals of the HTTP routes, as JSON with the contract's codes. GraphQL has its own formatter. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, body } = this.answerOf(error);
    void reply.status(status).header('cache-control', 'no-store').send(body);
  }

  private answerOf(error: unknown): { status: number; body: object } {
    if (error instanceof Refusal)
      return { status: STATUS[error.code] ?? 400, body: { code: error.code, message: error.message, ...error.facts } };
    if (error instanceof HttpException)
      return { status: error.getStatus(), body: { code: 'NOT_FOUND', message: 'There is nothing at this address.' } };
    const status = (error as { statusCode?: number }).statusCode;
    if (status && status < 500) return { status, body: { code: codeOf(status), message: (error as Error).message } };
    this.logger.error({ error: (error as Error).message, stack: (error as Error).stack }, 'unexpected error');
    return {
      status: 500,
      body: { code: 'INTERNAL', message: 'Something went wrong on our side. It has been logged; please try again.' },
    };
  }
}

const codeOf = (status: number): string => (status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_USER_INPUT');

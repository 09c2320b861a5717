import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { UnsupportedFile } from '#platform/file.service.js';
import { Refusal } from '#platform/refusal.js';
import { MessagePage } from '#web/verify.page.js';
import { sendPage } from './page-reply.js';

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

interface Answer {
  status: number;
  message: string;
  facts: Record<string, unknown>;
}

/** Refusals outside of GraphQL's own formatter, as JSON with the contract's codes; at /graphql in the form of its errors, and as a page to whom a browser asks for. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw error;
    const http = host.switchToHttp();
    const { status, message, facts } = this.answerTo(error);
    const request = http.getRequest<FastifyRequest>();
    const isGraphql = request.url.startsWith('/graphql');
    if (!isGraphql && isForPerson(request)) return void sendFault(http.getResponse<FastifyReply>(), status, message);
    const body = isGraphql ? { errors: [{ message, extensions: facts }] } : { message, ...facts };
    void http.getResponse<FastifyReply>().status(status).header('cache-control', 'no-store').send(body);
  }

  private answerTo(error: unknown): Answer {
    if (error instanceof Refusal)
      return {
        status: error instanceof UnsupportedFile ? 415 : (STATUS[error.code] ?? 400),
        message: error.message,
        facts: { code: error.code, ...error.facts },
      };
    const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
    if (status !== undefined && status < 500) return requestFault(status, error as Error);
    this.logger.error({ error: (error as Error).message, stack: (error as Error).stack }, 'unexpected error');
    return {
      status: 500,
      message: 'Something went wrong on our side. It has been logged; please try again.',
      facts: { code: 'INTERNAL' },
    };
  }
}

/** Browsers ask for pages by name (RFC 9110, 12.5.1); whatever else asks gets JSON. */
const isForPerson = ({ headers }: FastifyRequest): boolean => headers.accept?.includes('text/html') ?? false;

const sendFault = (reply: FastifyReply, status: number, message: string): Promise<void> =>
  sendPage(reply, status, <MessagePage title={TITLES[status] ?? 'This did not work'} message={message} lang="en" />);

const TITLES: Readonly<Partial<Record<number, string>>> = { 401: 'Please sign in first', 404: 'There is nothing here' };

function requestFault(status: number, error: Error): Answer {
  if (status === 404) return { status, message: 'There is nothing at this address.', facts: { code: 'NOT_FOUND' } };
  if (status === 413)
    return {
      status,
      message: 'The request is too large: at most 1 MB, and 10 MB for a file.',
      facts: { code: 'PAYLOAD_TOO_LARGE' },
    };
  return {
    status,
    message: error.message,
    facts: { code: 'BAD_USER_INPUT', fields: [{ path: 'body', message: error.message }] },
  };
}

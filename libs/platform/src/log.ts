import { Injectable, type LoggerService } from '@nestjs/common';
import { type DestinationStream, pino, type Logger } from 'pino';

/** One line of JSON an event, to standard output or where told; secrets never reach it. `level` is LOG_LEVEL. */
export const makeLogger = (level: string, role: string, to: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      base: { role },
      redact: ['password', 'token', 'authorization', '*.password', '*.token', 'req.headers'],
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    to,
  );

/** Nest's own messages, in our log; its start-up chatter is at `debug`. */
@Injectable()
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug(String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ rest }, String(message));
  }

  warn(message: unknown): void {
    this.logger.warn(String(message));
  }

  debug(message: unknown): void {
    this.logger.debug(String(message));
  }

  verbose(message: unknown): void {
    this.logger.trace(String(message));
  }
}

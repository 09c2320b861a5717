import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { Database } from '#platform/database.js';

/** Probes for whatever keeps the process running. */
@Controller('health')
export class HealthController {
  constructor(private readonly db: Database) {}

  /** The process answers. */
  @Get('live')
  live(): object {
    return { status: 'ok' };
  }

  /** The process can work: its database answers. 503 otherwise. */
  @Get('ready')
  async ready(): Promise<object> {
    await this.db.readOne('select 1 as one').catch(() => {
      throw new ServiceUnavailableException('The database does not answer.');
    });
    return { status: 'ok' };
  }
}

import { Controller, Get, Header } from '@nestjs/common';
import { Metrics } from '#platform/metrics.service.js';

/** What a Prometheus reads: figures of the platform, and no word about anybody. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** In the Prometheus text format; at most five seconds old, however often it is asked for. */
  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('cache-control', 'no-store')
  metricsText(): Promise<string> {
    return this.metrics.text();
  }
}

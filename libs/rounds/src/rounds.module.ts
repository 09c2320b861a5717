import { Module, type OnModuleInit } from '@nestjs/common';
import { Nodes } from '#platform/node.service.js';
import { NormsModule } from '#norms/norms.module.js';
import { RoundClock } from './round-clock.service.js';
import { Round } from './round.entity.js';
import { RoundLifecycleService } from './round-lifecycle.service.js';
import { roundsById } from './round.queries.js';
import { NormRoundsResolver, RoundResolver } from './round.resolver.js';
import { RoundService } from './round.service.js';

export const ROUNDS_ENTITIES = [Round];

const services = [RoundService, RoundLifecycleService, RoundClock];

/** Rounds: set up, scheduled, opened, extended, closed. */
@Module({ imports: [NormsModule], providers: [...services, RoundResolver, NormRoundsResolver], exports: services })
export class RoundsModule implements OnModuleInit {
  constructor(private readonly nodes: Nodes) {}

  onModuleInit(): void {
    this.nodes.register('Round', 'round', (ctx, id) => ctx.load(roundsById, id));
  }
}

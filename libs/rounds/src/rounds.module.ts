import { Module, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '#platform/jobs.service.js';
import { IdentityModule } from '#identity/identity.module.js';
import { PersonalData } from '#identity/personal-data.service.js';
import { Nodes } from '#platform/node.service.js';
import { NormsModule } from '#norms/norms.module.js';
import { ROUND_DATA } from './round.data.js';
import { MilestoneRoundsResolver, PreparedRoundResolver } from './prepared-round.resolver.js';
import { PreparedRoundService } from './prepared-round.service.js';
import { processNotesById } from './process-note.queries.js';
import { ProcessNoteResolver, RoundProcessNotesResolver } from './process-note.resolver.js';
import { ProcessNoteService } from './process-note.service.js';
import { RoundClock } from './round-clock.service.js';
import { Round } from './round.entity.js';
import { cancelRounds, prepareRound } from './round.jobs.js';
import { RoundInvitationResolver } from './round-invitation.resolver.js';
import { RoundInvitationService } from './round-invitation.service.js';
import { RoundLifecycleService } from './round-lifecycle.service.js';
import { RoundReminderClock } from './round-reminder-clock.service.js';
import { roundsById } from './round.queries.js';
import { NormRoundsResolver, RoundResolver } from './round.resolver.js';
import { RoundService } from './round.service.js';

export const ROUNDS_ENTITIES = [Round];

const services = [
  RoundService,
  RoundLifecycleService,
  RoundInvitationService,
  RoundClock,
  RoundReminderClock,
  ProcessNoteService,
  PreparedRoundService,
];
const resolvers = [
  RoundResolver,
  NormRoundsResolver,
  RoundInvitationResolver,
  ProcessNoteResolver,
  RoundProcessNotesResolver,
  PreparedRoundResolver,
  MilestoneRoundsResolver,
];

/** Rounds: set up, scheduled, opened, extended, closed. */
@Module({ imports: [IdentityModule, NormsModule], providers: [...services, ...resolvers], exports: services })
export class RoundsModule implements OnModuleInit {
  constructor(
    private readonly nodes: Nodes,
    private readonly jobs: Jobs,
    private readonly personalData: PersonalData,
    private readonly prepared: PreparedRoundService,
  ) {}

  onModuleInit(): void {
    this.personalData.register(ROUND_DATA);
    this.nodes.register('Round', 'round', (ctx, id) => ctx.load(roundsById, id));
    this.jobs.handle(prepareRound, (ctx, event) => this.prepared.prepare(ctx, event));
    this.jobs.handle(cancelRounds, (ctx, event) => this.prepared.cancelAll(ctx, event));
    this.nodes.register('ProcessNote', 'process_note', (ctx, id) => ctx.load(processNotesById, id));
  }
}

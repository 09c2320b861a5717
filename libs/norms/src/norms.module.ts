import { Module, type OnModuleInit } from '@nestjs/common';
import { Nodes } from '#platform/node.service.js';
import { IdentityModule } from '#identity/identity.module.js';
import { DraftReadingService } from './draft-reading.service.js';
import { Milestone } from './milestone.entity.js';
import { MilestoneService } from './milestone.service.js';
import { NormClock } from './norm-clock.service.js';
import { Norm } from './norm.entity.js';
import { NormImportService } from './norm-import.service.js';
import { ErratumResolver, NormLifeResolver, ProvisionPhaseResolver } from './norm-life.resolver.js';
import { NormLifeService } from './norm-life.service.js';
import { NormResolver, StaffNormResolver } from './norm.resolver.js';
import { NormService } from './norm.service.js';
import { NormVersion } from './norm-version.entity.js';
import { normsById, versionsById } from './norm-version.queries.js';
import { NormVersionResolver } from './norm-version.resolver.js';
import { NormVersionChangesResolver, ProvisionChangeResolver } from './provision-change.resolver.js';
import { NormVersionService } from './norm-version.service.js';
import { ProvisionOutlineResolver, VersionOutlineResolver } from './outline.resolver.js';
import { ProvisionEditResolver } from './provision-edit.resolver.js';
import { ProvisionEditService } from './provision-edit.service.js';
import { ProvisionTranslationsResolver, VersionTranslationsResolver } from './translation.resolver.js';
import { TranslationService } from './translation.service.js';

export const NORMS_ENTITIES = [Norm, NormVersion, Milestone];

const life = [MilestoneService, NormLifeService, NormClock];
const services = [NormService, NormVersionService, ProvisionEditService, TranslationService, ...life];
const imports = [NormImportService, DraftReadingService];
const changes = [NormVersionChangesResolver, ProvisionChangeResolver];
const reading = [VersionTranslationsResolver, ProvisionTranslationsResolver, VersionOutlineResolver, ProvisionOutlineResolver];
const ends = [NormLifeResolver, ErratumResolver, ProvisionPhaseResolver];
const resolvers = [NormResolver, StaffNormResolver, NormVersionResolver, ProvisionEditResolver, ...changes, ...reading, ...ends];

/** Norms, versions, provisions and their import. */
@Module({
  imports: [IdentityModule],
  providers: [...services, ...imports, ...resolvers],
  exports: [...services, ...imports],
})
export class NormsModule implements OnModuleInit {
  constructor(private readonly nodes: Nodes) {}

  onModuleInit(): void {
    this.nodes.register('Norm', 'norm', (ctx, id) => ctx.load(normsById, id));
    this.nodes.register('NormVersion', 'norm_version', (ctx, id) => ctx.load(versionsById, id));
  }
}

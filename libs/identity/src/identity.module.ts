import { Module, type OnModuleInit } from '@nestjs/common';
import { Nodes } from '#platform/node.service.js';
import { Account } from './account.entity.js';
import { AccountResolver, AuditEntryActorResolver } from './account.resolver.js';
import { AccountService } from './account.service.js';
import { accountsById, organizationsById } from './identity.loader.js';
import { Organization } from './organization.entity.js';
import { MembershipResolver, OrganizationResolver } from './organization.resolver.js';
import { OrganizationService } from './organization.service.js';
import { OidcResolver } from './oidc.resolver.js';
import { OidcService } from './oidc.service.js';
import { PasskeyResolver } from './passkey.resolver.js';
import { PasskeyService } from './passkey.service.js';
import { SecondFactorResolver } from './second-factor.resolver.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionService } from './session.service.js';
import { StaffService } from './staff.service.js';

export const IDENTITY_ENTITIES = [Account, Organization];

const services = [
  AccountService,
  OrganizationService,
  OidcService,
  PasskeyService,
  SecondFactorService,
  SessionService,
  StaffService,
];

/** Accounts, organizations, staff and sessions. */
@Module({
  providers: [
    ...services,
    AccountResolver,
    AuditEntryActorResolver,
    OrganizationResolver,
    MembershipResolver,
    OidcResolver,
    PasskeyResolver,
    SecondFactorResolver,
  ],
  exports: services,
})
export class IdentityModule implements OnModuleInit {
  constructor(private readonly nodes: Nodes) {}

  onModuleInit(): void {
    this.nodes.register('Account', 'account', (ctx, id) =>
      ctx.self === id || ctx.actor.staff.length > 0 ? ctx.load(accountsById, id) : Promise.resolve(null),
    );
    this.nodes.register('Organization', 'organization', (ctx, id) => ctx.load(organizationsById, id));
  }
}

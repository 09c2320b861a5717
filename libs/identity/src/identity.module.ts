import { Module, type OnModuleInit } from '@nestjs/common';
import { Nodes } from '#platform/node.service.js';
import { Account } from './account.entity.js';
import { AccountResolver, AuditEntryActorResolver } from './account.resolver.js';
import { AccountService } from './account.service.js';
import { accountsById, organizationsById } from './identity.loader.js';
import { Organization } from './organization.entity.js';
import { InvitationService } from './invitation.service.js';
import { InvitationResolver, OrganizationMembersResolver } from './membership.resolver.js';
import { MembershipService } from './membership.service.js';
import { MembershipResolver, OrganizationResolver } from './organization.resolver.js';
import { OrganizationService } from './organization.service.js';
import { SessionService } from './session.service.js';
import { StaffResolver } from './staff.resolver.js';
import { StaffService } from './staff.service.js';

export const IDENTITY_ENTITIES = [Account, Organization];

const services = [AccountService, InvitationService, MembershipService, OrganizationService, SessionService, StaffService];
const resolvers = [OrganizationResolver, MembershipResolver, OrganizationMembersResolver, InvitationResolver, StaffResolver];

/** Accounts, organizations, staff and sessions. */
@Module({
  providers: [...services, AccountResolver, AuditEntryActorResolver, ...resolvers],
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

import { Module, type OnModuleInit } from '@nestjs/common';
import { FileService } from '#platform/file.service.js';
import { Nodes } from '#platform/node.service.js';
import { Account } from './account.entity.js';
import { ACCOUNT_DATA } from './account.data.js';
import { AccountResolver, AuditEntryActorResolver } from './account.resolver.js';
import { AccountService } from './account.service.js';
import { ApiTokenService } from './api-token.service.js';
import { EmailChangeService } from './email-change.service.js';
import { accountsById, organizationsById } from './identity.loader.js';
import { Organization } from './organization.entity.js';
import { InvitationService } from './invitation.service.js';
import { InvitationResolver, OrganizationMembersResolver } from './membership.resolver.js';
import { MembershipService } from './membership.service.js';
import { MembershipResolver, OrganizationResolver } from './organization.resolver.js';
import { OrganizationService } from './organization.service.js';
import { PasswordResolver } from './password.resolver.js';
import { PasswordService } from './password.service.js';
import { PersonalDataResolver } from './personal-data.resolver.js';
import { personalFiles } from './personal-files.data.js';
import { PersonalData } from './personal-data.service.js';
import { ApiTokenResolver, SessionResolver } from './session.resolver.js';
import { OidcResolver } from './oidc.resolver.js';
import { OidcService } from './oidc.service.js';
import { PasskeyResolver } from './passkey.resolver.js';
import { PasskeyService } from './passkey.service.js';
import { SecondFactorResolver } from './second-factor.resolver.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionService } from './session.service.js';
import { StaffResolver } from './staff.resolver.js';
import { StaffService } from './staff.service.js';

export const IDENTITY_ENTITIES = [Account, Organization];

const services = [
  AccountService,
  ApiTokenService,
  EmailChangeService,
  InvitationService,
  MembershipService,
  OidcService,
  OrganizationService,
  PasskeyService,
  PasswordService,
  PersonalData,
  SecondFactorService,
  SessionService,
  StaffService,
];
const resolvers = [
  AccountResolver,
  ApiTokenResolver,
  AuditEntryActorResolver,
  InvitationResolver,
  MembershipResolver,
  OidcResolver,
  OrganizationMembersResolver,
  OrganizationResolver,
  PasskeyResolver,
  PasswordResolver,
  PersonalDataResolver,
  SecondFactorResolver,
  SessionResolver,
  StaffResolver,
];

/** Accounts, organizations, staff and sessions. */
@Module({
  providers: [...services, ...resolvers],
  exports: services,
})
export class IdentityModule implements OnModuleInit {
  constructor(
    private readonly nodes: Nodes,
    private readonly personalData: PersonalData,
    private readonly files: FileService,
  ) {}

  onModuleInit(): void {
    this.personalData.register(ACCOUNT_DATA);
    this.personalData.register(personalFiles(this.files));
    this.nodes.register('Account', 'account', (ctx, id) =>
      ctx.self === id || ctx.actor.staff.length > 0 ? ctx.load(accountsById, id) : Promise.resolve(null),
    );
    this.nodes.register('Organization', 'organization', (ctx, id) => ctx.load(organizationsById, id));
  }
}

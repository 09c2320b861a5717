import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import { CONFIG } from '#platform/platform.module.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import { accountsById } from '#identity/identity.loader.js';
import { EmailChangeService } from '#identity/email-change.service.js';
import { OidcService } from '#identity/oidc.service.js';
import { PasskeyService } from '#identity/passkey.service.js';
import { PasswordService } from '#identity/password.service.js';
import { SecondFactorService } from '#identity/second-factor.service.js';
import type { SafetyView } from '#web/safety.page.js';

/** What leads into an account, by the services that have it. */
@Injectable()
export class WaysIn {
  constructor(
    readonly passwords: PasswordService,
    readonly addresses: EmailChangeService,
    readonly factors: SecondFactorService,
    readonly passkeys: PasskeyService,
    readonly oidc: OidcService,
  ) {}

  @Inject(CONFIG) private readonly config!: Pick<Config, 'oidcIssuers'>;

  /** All of the caller's own. */
  async of(ctx: Ctx): Promise<SafetyView> {
    const accountId = ctx.requirePerson();
    const { email } = found(await ctx.load(accountsById, accountId), 'account');
    return {
      email,
      factor: found(await this.factors.stateFor(ctx, accountId), 'account'),
      passkeys: (await this.passkeys.listFor(ctx, accountId)) ?? [],
      linked: (await this.oidc.listFor(ctx, accountId)) ?? [],
      institutions: this.config.oidcIssuers,
    };
  }

  /** What the institution with this id is called. */
  nameOf(issuerId: string): string {
    return this.config.oidcIssuers.find(({ id }) => id === issuerId)?.label ?? issuerId;
  }
}

import type { KeyObject } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PassportModule } from '@nestjs/passport';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { CredentialVerifier } from '../platform/http/access/credential-verifier.js';
import { ExternalTokens } from './external/external-tokens.js';
import { ApiKeyStore } from './keys/api-key-store.js';
import { ApiKeyVerifier } from './keys/api-key-verifier.js';
import { ApiKeyController } from './keys/api-key.controller.js';
import { CreateApiKeyHandler } from './keys/create-api-key.handler.js';
import { KeyGrants } from './keys/key-grants.js';
import { KeyUses } from './keys/key-uses.js';
import { RevokeApiKeyHandler } from './keys/revoke-api-key.handler.js';
import { Login } from './login/login.js';
import { LoginController } from './login/login.controller.js';
import { LoginHistory } from './login/login-history.js';
import { LoginRetention } from './login/login-retention.js';
import { OwnPassword } from './login/own-password.js';
import { Attempts } from './login/throttle/attempts.js';
import { FailureCounts } from './login/throttle/failure-counts.js';
import { OwnSecondFactor } from './second-factor/own-second-factor.js';
import { RemoveSecondFactor } from './second-factor/remove-second-factor.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactor } from './second-factor/second-factor.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { OwnAccount } from './sessions/own-account.js';
import { Refresh } from './sessions/refresh.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionEnding } from './sessions/session-ending.js';
import { SessionTokens } from './sessions/session-tokens.js';
import { Sessions } from './sessions/sessions.js';
import { HoldTenantLimitsHandler } from './tenants/hold-tenant-limits.handler.js';
import { EnabledTenants } from './tenants/enabled-tenants.js';
import { TenantRates } from './tenants/tenant-rates.js';
import { TenantAdministration } from './tenants/tenant-administration.js';
import { TenantController } from './tenants/tenant.controller.js';
import { Tenants } from './tenants/tenants.js';
import { AccessTokens } from './tokens/access-tokens.js';
import { Credentials } from './tokens/credentials.js';
import { JwtStrategy } from './tokens/jwt.strategy.js';
import { RevocationStore } from './tokens/revocation-store.js';
import { Revocations } from './tokens/revocations.js';
import { SIGNING_SECRET, signingSecret } from './tokens/signing-secret.js';
import { FirstAdmin } from './users/first-admin.js';
import { KnownRoles } from './users/known-roles.js';
import { ManagedUsers } from './users/managed-users.js';
import { UserAdministration } from './users/user-administration.js';
import { UserCredentialsController } from './users/user-credentials.controller.js';
import { UserPasswords } from './users/user-passwords.js';
import { UserController } from './users/user.controller.js';
import { Users } from './users/users.js';

const USERS = [Users, FirstAdmin, KnownRoles, ManagedUsers, UserAdministration, UserPasswords];
const LOGIN = [Login, OwnPassword, LoginHistory, LoginRetention, Attempts, FailureCounts];
const SESSIONS = [Sessions, SessionTokens, SessionEnding, Refresh, OwnAccount];
const SECOND_FACTOR = [SecondFactors, SecondFactor, OwnSecondFactor, RemoveSecondFactor];
const TENANTS = [Tenants, EnabledTenants, TenantRates, TenantAdministration, HoldTenantLimitsHandler];

@Global()
@Module({
  imports: [CqrsModule, PassportModule],
  controllers: [
    LoginController,
    SessionController,
    SecondFactorController,
    UserController,
    UserCredentialsController,
    ApiKeyController,
    TenantController,
  ],
  providers: [
    { provide: SIGNING_SECRET, useFactory: (config: Config) => signingSecret(config), inject: [CONFIG] },
    { provide: AccessTokens, useFactory: (secret: KeyObject) => new AccessTokens(secret), inject: [SIGNING_SECRET] },
    JwtStrategy,
    RevocationStore,
    Revocations,
    { provide: ExternalTokens, useFactory: (config: Config) => ExternalTokens.of(config), inject: [CONFIG] },
    ApiKeyStore,
    ApiKeyVerifier,
    CreateApiKeyHandler,
    RevokeApiKeyHandler,
    KeyGrants,
    KeyUses,
    Credentials,
    { provide: CredentialVerifier, useExisting: Credentials },
    ...USERS,
    ...LOGIN,
    ...SESSIONS,
    ...SECOND_FACTOR,
    ...TENANTS,
  ],
  exports: [CredentialVerifier, Credentials, EnabledTenants, TenantRates],
})
export class IdentityModule {}

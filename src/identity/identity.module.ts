import type { KeyObject } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { CredentialVerifier } from '../platform/http/access/credential-verifier.js';
import { LoginController } from './login/login.controller.js';
import { AccessTokens } from './tokens/access-tokens.js';
import { JwtStrategy } from './tokens/jwt.strategy.js';
import { SIGNING_SECRET, signingSecret } from './tokens/signing-secret.js';
import { FirstAdmin } from './users/first-admin.js';
import { Users } from './users/users.js';

@Global()
@Module({
  imports: [PassportModule],
  controllers: [LoginController],
  providers: [
    { provide: SIGNING_SECRET, useFactory: (config: Config) => signingSecret(config), inject: [CONFIG] },
    { provide: AccessTokens, useFactory: (secret: KeyObject) => new AccessTokens(secret), inject: [SIGNING_SECRET] },
    JwtStrategy,
    { provide: CredentialVerifier, useExisting: AccessTokens },
    Users,
    FirstAdmin,
  ],
  exports: [CredentialVerifier],
})
export class IdentityModule {}

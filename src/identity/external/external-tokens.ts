import { Logger } from '@nestjs/common';
import { jwtVerify } from 'jose';
import type { Config } from '../../platform/config/config.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { externalPrincipal, type ClaimPaths } from './claim-mapping.js';
import { ProviderKeys } from './provider-keys.js';

/** Signatures by a private key only: a public key that is used as a shared secret must not sign. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];

/** A provider, and how its tokens are read. */
interface Provider {
  readonly keys: ProviderKeys;
  readonly issuer: string;
  readonly audience: string;
  readonly paths: ClaimPaths;
}

/** Verifies tokens of the configured OpenID provider; without one, none is good. */
export class ExternalTokens {
  private readonly logger = new Logger('IdentityProvider');

  constructor(private readonly provider: Provider | undefined) {}

  static of(config: Config): ExternalTokens {
    const { jwksUrl, jwksIssuer: issuer, jwksAudience: audience } = config;
    // Either all three are there or none, which the loader of the configuration sees to.
    if (jwksUrl === undefined || issuer === undefined || audience === undefined) return new ExternalTokens(undefined);
    const paths = {
      subject: config.subjectClaim,
      roles: config.rolesClaim,
      tenant: config.tenantClaim,
      twins: config.twinsClaim,
      roleMap: config.rolesMap,
    };
    return new ExternalTokens({ keys: new ProviderKeys(new URL(jwksUrl)), issuer, audience, paths });
  }

  /** The principal of a token; undefined when it is not good for us, or when the provider's keys cannot be had. */
  async verify(token: string): Promise<Principal | undefined> {
    if (!this.provider) return undefined;
    const { keys, issuer, audience, paths } = this.provider;
    try {
      const { payload } = await jwtVerify(token, (header, input) => keys.find(header, input), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
      });
      return externalPrincipal(payload, paths);
    } catch (error) {
      // Its owner sees the same 401 for every reason; who sets the provider up needs to see which.
      this.logger.debug(`Refused a token: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}

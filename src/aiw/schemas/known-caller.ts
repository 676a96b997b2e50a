import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import { credentialOf, CredentialVerifier } from '../../platform/http/access/credential-verifier.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';

/** Who asks on a public route that shows more to those with a credential. */
@Injectable()
export class KnownCaller {
  constructor(
    private readonly verifier: CredentialVerifier,
    private readonly authorizer: Authorizer,
  ) {}

  /**
   * The caller, or undefined without a credential.
   * @throws ProblemError 401 for a credential that is not valid, so that nobody takes the public answer for all there
   *   is; 403 for one that may not read
   */
  async of(request: FastifyRequest): Promise<Principal | undefined> {
    const { headers, ip } = request;
    if (headers.authorization === undefined && headers['x-api-key'] === undefined) return undefined;
    const credential = credentialOf(headers);
    const principal = credential === undefined ? undefined : await this.verifier.verify(credential, ip);
    if (!principal) throw new ProblemError('unauthenticated', 'The request has no valid credential.');
    if (this.authorizer.permits(principal, 'read')) return principal;
    throw new ProblemError('forbidden', 'This needs the permission read.');
  }
}

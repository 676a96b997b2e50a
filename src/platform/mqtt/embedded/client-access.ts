import type { Client } from 'aedes';
import type { Authorizer } from '../../http/access/authorizer.js';
import type { CredentialVerifier } from '../../http/access/credential-verifier.js';
import type { Permission } from '../../http/access/permission.decorator.js';
import type { Principal } from '../../http/access/principal.js';
import { TwinScope } from '../../http/access/twin-scope.js';

/**
 * What clients of the embedded broker may do. They log in with an access token as password, publish telemetry of their
 * own tenant and twins, and subscribe to what is below their tenant.
 */
export class ClientAccess {
  private readonly principals = new WeakMap<Client, Principal>();

  constructor(
    private readonly namespace: string,
    private readonly verifier: CredentialVerifier,
    private readonly authorizer: Authorizer,
  ) {}

  /** Remembers who the client is. @returns undefined when the token is not good */
  async admit(client: Client, token: string): Promise<Principal | undefined> {
    const principal = await this.verifier.verify(token);
    if (principal) this.principals.set(client, principal);
    return principal;
  }

  mayPublish(client: Client, topic: string): boolean {
    const [namespace, tenant, twinId = '', , kind, ...more] = topic.split('/');
    const principal = this.permitted(client, 'ingest');
    if (!principal || kind !== 'telemetry' || more.length > 0) return false;
    return namespace === this.namespace && tenant === principal.tenant && TwinScope.of(principal).allows(twinId);
  }

  maySubscribe(client: Client, filter: string): boolean {
    const [namespace, tenant, ...below] = filter.split('/');
    const principal = this.permitted(client, 'read');
    if (!principal || below.length === 0) return false;
    return namespace === this.namespace && tenant === principal.tenant;
  }

  /** A filter may cover twins that the client may not see; it gets those messages that it may. */
  mayReceive(client: Client, topic: string): boolean {
    const [, tenant, twinId = ''] = topic.split('/');
    const principal = this.permitted(client, 'read');
    return principal !== undefined && tenant === principal.tenant && TwinScope.of(principal).allows(twinId);
  }

  /** A connection outlives its token, so that the end of the token is checked at each use. */
  private permitted(client: Client, permission: Permission): Principal | undefined {
    const principal = this.principals.get(client);
    if (!principal || (principal.expiresAt && principal.expiresAt.getTime() <= Date.now())) return undefined;
    return this.authorizer.permits(principal, permission) ? principal : undefined;
  }
}

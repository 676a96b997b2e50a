import type { Client } from 'aedes';
import type { Authorizer } from '../../http/access/authorizer.js';
import type { CredentialVerifier } from '../../http/access/credential-verifier.js';
import type { Permission } from '../../http/access/permission.decorator.js';
import type { Principal } from '../../http/access/principal.js';
import { TwinScope } from '../../http/access/twin-scope.js';

/** A connection whose credential has ended is closed after so long at most. */
const LOOK_EVERY_MS = 1000;

/**
 * What clients of the embedded broker may do. They log in with an access token or an API key as password, publish
 * telemetry of their own tenant and twins, and subscribe to what is below their tenant. A connection outlives its
 * credential, so that the end of the credential is checked at each use, and every second for those that only wait.
 */
export class ClientAccess {
  private readonly principals = new Map<Client, Principal>();
  private looking: NodeJS.Timeout | undefined;

  constructor(
    private readonly namespace: string,
    private readonly verifier: CredentialVerifier,
    private readonly authorizer: Authorizer,
  ) {}

  /** Remembers who the client is, as long as it is connected. @returns undefined when the credential is not good */
  async admit(client: Client, credential: string): Promise<Principal | undefined> {
    const { conn } = client;
    const principal = await this.verifier.verify(credential, 'remoteAddress' in conn ? conn.remoteAddress : undefined);
    if (!principal || conn.destroyed) return undefined;
    this.principals.set(client, principal);
    conn.once('close', () => {
      this.forget(client);
    });
    this.looking ??= setInterval(() => {
      this.closeEnded();
    }, LOOK_EVERY_MS);
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

  private permitted(client: Client, permission: Permission): Principal | undefined {
    const principal = this.principals.get(client);
    if (!principal || !this.verifier.holds(principal)) return undefined;
    return this.authorizer.permits(principal, permission) ? principal : undefined;
  }

  private closeEnded(): void {
    for (const [client, principal] of this.principals) if (!this.verifier.holds(principal)) client.close();
  }

  private forget(client: Client): void {
    this.principals.delete(client);
    if (this.principals.size > 0) return;
    clearInterval(this.looking);
    this.looking = undefined;
  }
}

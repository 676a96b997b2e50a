import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

interface PublishedKey {
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

/** A provider of identities on a real socket: it publishes keys, and signs with them. */
export class IdentityProvider {
  readonly issuer = 'https://identity.example/realms/plant';
  readonly audience = 'opstwin-plant';
  readonly keys = new Map<string, PublishedKey>();
  /** How often its keys were asked for. */
  asked = 0;
  /** Whether it answers with a fault. */
  broken = false;
  private server: Server | undefined;
  private port = 0;

  static async start(...algorithms: string[]): Promise<IdentityProvider> {
    const provider = new IdentityProvider();
    for (const alg of algorithms) await provider.publish(alg, alg);
    await provider.open();
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/keys`;
  }

  /** Listens, unless it does, on the same port as before. */
  async open(): Promise<void> {
    if (this.server?.listening) return;
    this.server = createServer((_request, response) => {
      this.asked += 1;
      const body = JSON.stringify({ keys: [...this.keys.values()].map(({ jwk }) => jwk) });
      response.writeHead(this.broken ? 500 : 200, { 'content-type': 'application/json' }).end(body);
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const { server } = this;
    if (!server?.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }

  async publish(kid: string, alg: string): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    this.keys.set(kid, { alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } });
  }

  key(kid: string): PublishedKey {
    const key = this.keys.get(kid);
    if (!key) throw new Error(`The provider has no key ${kid}`);
    return key;
  }

  /** Claims of a good token, and what differs from them; undefined takes a claim away. */
  claims(change: JWTPayload = {}): JWTPayload {
    const now = Math.floor(Date.now() / 1000);
    const { issuer: iss, audience: aud } = this;
    return { iss, aud, sub: 'ada', roles: ['viewer'], iat: now, exp: now + 300, ...change };
  }

  sign(kid: string, change: JWTPayload = {}, header: { readonly kid?: string | undefined } = { kid }): Promise<string> {
    const { alg, privateKey } = this.key(kid);
    const named = header.kid === undefined ? {} : { kid: header.kid };
    return new SignJWT(this.claims(change)).setProtectedHeader({ alg, ...named }).sign(privateKey);
  }
}

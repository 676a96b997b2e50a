import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from './principal.js';

/** Tells who a credential stands for, for doors that are not HTTP routes. The identity module provides it. */
export abstract class CredentialVerifier {
  /**
   * The principal of an access token, an API key or a token of the configured identity provider; undefined when it is
   * malformed, forged, expired or revoked.
   * @param from address of whoever shows it, which a key keeps as where it was last used
   */
  abstract verify(credential: string, from?: string): Promise<Principal | undefined>;

  /**
   * Whether a credential that was verified is still good, neither expired nor revoked since, for connections that outlive
   * their start. Counts as a use of it.
   */
  abstract holds(principal: Principal): boolean;
}

/** InfluxDB's clients, Telegraf among them, name the scheme `Token`. */
const AUTHORIZATION = /^(?:bearer|token) +(\S+) *$/i;

/**
 * The credential of a request: that in `X-API-Key`, which wins since a proxy may need `Authorization` for itself, or the
 * one of the `Bearer` or `Token` scheme. Undefined without one.
 */
export function credentialOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key'];
  if (key !== undefined) return String(key);
  return AUTHORIZATION.exec(headers.authorization ?? '')?.[1];
}

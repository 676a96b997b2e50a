import type { Principal } from './principal.js';

/** Tells who a credential stands for, for doors that are not HTTP routes. The identity module provides it. */
export abstract class CredentialVerifier {
  /** The principal of an access token; undefined when it is malformed, forged or expired. */
  abstract verify(token: string): Promise<Principal | undefined>;
}

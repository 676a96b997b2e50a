import { isData } from '../watch/event-fields.js';

/**
 * The twins that a token is limited to, as it says itself; undefined when it reaches all, or is not a JWT. The signature
 * is the server's business: this only tells what to expect of it.
 */
export function tokenScope(token: string | undefined): string[] | undefined {
  const payload = token?.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const twins = isData(claims) ? claims.twins : undefined;
    return Array.isArray(twins) ? twins.map(String) : undefined;
  } catch {
    return undefined;
  }
}

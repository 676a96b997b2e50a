/** What stands in a log for a secret. */
export const REDACTED = '[redacted]';

/** Names of members that hold secrets, compared without case, `-` and `_`; at any depth. */
const SECRET_NAME = /(?:password|passwd|passphrase|secret|token|authorization|cookie|apikey)$|^(?:code|key|otp|pin)$/;
const SECRET_PARAMETER = /([?&;][\w-]*(?:password|secret|token|api[_-]?key|code|key|otp)=)[^&#\s"']+/gi;
const CREDENTIAL = /\b(Bearer|Token|Basic)\s+[\w.~+/=-]{8,}/gi;
/** Three base64url parts, of which the first two are JSON objects (RFC 7519, 3). */
const JWT = /\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g;
const USER_INFO = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/@]+@/gi;
const DEEPEST = 8;

/** A text without the secrets that it shows by their form: in URLs, in headers, and tokens wherever they are. */
export function redactText(text: string): string {
  return text
    .replace(SECRET_PARAMETER, `$1${REDACTED}`)
    .replace(CREDENTIAL, `$1 ${REDACTED}`)
    .replace(JWT, REDACTED)
    .replace(USER_INFO, `$1:${REDACTED}@`);
}

/** A copy of what is to be logged, without the members that are secrets by their name and the texts that show some. */
export function redact(value: unknown): unknown {
  return redacted(value, 0);
}

/**
 * A copy of an error that was made an object of: it keeps its code, which tells its kind, and loses what a statement was
 * given, and what PostgreSQL tells of the rows that it met.
 */
export function redactError(error: object): object {
  return redactedError(error, 0);
}

function redacted(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth >= DEEPEST) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1));
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`;
  if ('stack' in value && 'message' in value) return redactedError(value, depth);
  return redactedMembers(value, depth, isSecret);
}

function redactedError(error: object, depth: number): object {
  const tells = (name: string): boolean =>
    name === 'parameters' || name === 'detail' || (name !== 'code' && isSecret(name));
  return redactedMembers(error, depth, tells);
}

function redactedMembers(value: object, depth: number, hides: (name: string) => boolean): object {
  const entries = Object.entries(value).map(
    ([name, member]) => [name, hides(name) && member !== undefined ? REDACTED : redacted(member, depth + 1)] as const,
  );
  return Object.fromEntries(entries);
}

function isSecret(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replace(/[-_]/g, ''));
}

import { Secret, TOTP } from 'otpauth';

/** What authenticator apps take for granted: six digits every 30 seconds by HMAC-SHA-1 (RFC 6238). */
const SETTINGS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const ISSUER = 'OpsTwin';
/** Bytes of a secret: 160 bits (RFC 4226, 4, R6). */
const SECRET_BYTES = 20;
/** Steps before and after the present one whose codes are taken, since clocks differ (RFC 6238, 5.2). */
const WINDOW = 1;

/** What a person gives to an authenticator, as a QR code or by typing. */
export interface Enrolment {
  /** Base32. */
  readonly secret: string;
  readonly otpauthUri: string;
}

export function newTotpSecret(): Uint8Array {
  return new Secret({ size: SECRET_BYTES }).bytes;
}

/** @param account what the authenticator shows it as */
export function enrolmentOf(secret: Uint8Array, account: string): Enrolment {
  const totp = new TOTP({ ...SETTINGS, issuer: ISSUER, label: account, secret: secretOf(secret) });
  return { secret: totp.secret.base32, otpauthUri: totp.toString() };
}

/** The step whose code it is, among the present one and its neighbours; undefined when it is of none of them. */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = TOTP.validate({ ...SETTINGS, token: code, secret: secretOf(secret), timestamp, window: WINDOW });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / SETTINGS.period) + delta;
}

function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}

/** For so long after its first use a token gives the same successor again, in milliseconds. */
export const REPEAT_MS = 10_000;

/** A known refresh token that somebody presents. */
export interface PresentedToken {
  readonly expiresAt: Date;
  /** When it was first used; null when it was not. */
  readonly usedAt: Date | null;
  readonly sessionEnded: boolean;
  /** What is known of its successor: that it is there, and whether it was used. */
  readonly successor: 'none' | 'unused' | 'used';
}

/**
 * What a refresh is answered with: `rotate` makes the successor, `repeat` gives the same one again, `reused` ends the
 * session, `refused` changes nothing.
 *
 * Whoever uses a token for the second time may be a thief, or its owner whose answer got lost (RFC 9700, 4.14.2). It is
 * taken for a lost answer while it is fresh and nobody has used the successor: both of them then hold that one
 * successor, and the second use of it gives the thief away as before.
 */
export function judgeRefresh(token: PresentedToken, now: Date): 'rotate' | 'repeat' | 'reused' | 'refused' {
  if (token.sessionEnded) return 'refused';
  if (token.usedAt === null) return token.expiresAt > now ? 'rotate' : 'refused';
  const fresh = now.getTime() - token.usedAt.getTime() <= REPEAT_MS;
  return fresh && token.successor === 'unused' ? 'repeat' : 'reused';
}

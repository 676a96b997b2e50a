import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { secretKey } from '../tokens/signing-secret.js';
import { derivedKey } from './derived-key.js';
import { judgeRefresh, REPEAT_MS, type PresentedToken } from './judge-refresh.js';
import { digestOf, newRefreshToken, successorOf } from './refresh-token.js';

const NOW = new Date(Date.UTC(2026, 10, 20));
const UNUSED: PresentedToken = {
  expiresAt: new Date(NOW.getTime() + 1000),
  usedAt: null,
  sessionEnded: false,
  successor: 'none',
};

function used(agoMs: number, successor: PresentedToken['successor']): PresentedToken {
  return { ...UNUSED, usedAt: new Date(NOW.getTime() - agoMs), successor };
}

describe('judgeRefresh', () => {
  it('rotates a token that is good and unused', () => {
    expect(judgeRefresh(UNUSED, NOW)).toBe('rotate');
    expect(judgeRefresh({ ...UNUSED, expiresAt: NOW }, NOW)).toBe('refused');
    expect(judgeRefresh({ ...UNUSED, sessionEnded: true }, NOW)).toBe('refused');
  });

  it('repeats a lost answer for ten seconds, until the successor was used', () => {
    expect(judgeRefresh(used(0, 'unused'), NOW)).toBe('repeat');
    expect(judgeRefresh(used(REPEAT_MS, 'unused'), NOW)).toBe('repeat');
    expect(judgeRefresh(used(REPEAT_MS + 1, 'unused'), NOW)).toBe('reused');
    expect(judgeRefresh(used(0, 'used'), NOW)).toBe('reused');
    expect(judgeRefresh(used(0, 'none'), NOW)).toBe('reused');
  });

  it('does nothing more to a session that has ended', () => {
    expect(judgeRefresh({ ...used(60_000, 'used'), sessionEnded: true }, NOW)).toBe('refused');
  });
});

/** One session as the database keeps it, with the tokens that were issued in it. */
class Family {
  private readonly used = new Map<string, number>();
  private readonly key = derivedKey(secretKey('x'.repeat(32)), 'refresh token');
  ended = false;

  constructor(readonly first: string) {}

  refresh(token: string, atMs: number): string | undefined {
    const next = successorOf(token, this.key);
    const at = this.used.get(token);
    const verdict = judgeRefresh(
      {
        expiresAt: new Date(NOW.getTime() + 10 ** 9),
        usedAt: at === undefined ? null : new Date(at),
        sessionEnded: this.ended,
        successor: at === undefined ? 'none' : this.used.has(next) ? 'used' : 'unused',
      },
      new Date(atMs),
    );
    if (verdict === 'reused') this.ended = true;
    if (verdict === 'rotate') this.used.set(token, atMs);
    return verdict === 'rotate' || verdict === 'repeat' ? next : undefined;
  }
}

describe('a family of refresh tokens', () => {
  const gap = fc.integer({ min: 0, max: 3 * REPEAT_MS });

  it('lets an honest client go on, however often it tries again within ten seconds', () => {
    const step = fc.record({ gap, retries: fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 5 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const family = new Family(newRefreshToken());
        let token = family.first;
        let now = NOW.getTime();
        for (const { gap: pause, retries } of steps) {
          now += pause;
          let next = family.refresh(token, now);
          for (const later of retries) {
            now += later;
            next = family.refresh(token, now);
          }
          expect(next).toBeDefined();
          token = next ?? '';
        }
      }),
    );
  });

  it('never serves two parties that both go on: one of them ends the session', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), gap), { minLength: 1, maxLength: 30 }), (moves) => {
        const family = new Family(newRefreshToken());
        const held = new Map([
          [true, family.first],
          [false, family.first],
        ]);
        let now = NOW.getTime();
        for (const [party, pause] of [...moves, [true, 20_001], [false, 20_001], [true, 20_001]] as const) {
          now += pause;
          const next = family.refresh(held.get(party) ?? '', now);
          if (next !== undefined) held.set(party, next);
        }
        expect(family.ended).toBe(true);
      }),
    );
  });
});

describe('a refresh token', () => {
  it('has 256 bits, and so have its successors, which need the key', () => {
    const token = newRefreshToken();
    const key = derivedKey(secretKey('x'.repeat(32)), 'refresh token');
    const other = derivedKey(secretKey('x'.repeat(32)), 'second factor');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(Buffer.from(successorOf(token, key), 'base64url')).toHaveLength(32);
    expect(successorOf(token, key)).not.toBe(successorOf(token, other));
    expect(digestOf(token)).toHaveLength(32);
  });
});

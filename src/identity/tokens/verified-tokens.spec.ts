import { describe, expect, it } from '@jest/globals';
import type { Principal } from '../../platform/http/access/principal.js';
import { VerifiedTokens } from './verified-tokens.js';

const START = Date.UTC(2026, 10, 20);

function principal(subject: string, lifetimeMs?: number): Principal {
  const expiresAt = lifetimeMs === undefined ? undefined : new Date(START + lifetimeMs);
  return { subject, tenant: 'default', roles: ['viewer'], twins: undefined, expiresAt };
}

describe('VerifiedTokens', () => {
  it('remembers a token for a minute', () => {
    let now = START;
    const tokens = new VerifiedTokens(() => now);
    expect(tokens.principalOf('a')).toBeUndefined();
    tokens.remember('a', principal('ada'));
    now += 59_999;
    expect(tokens.principalOf('a')?.subject).toBe('ada');
    expect(tokens.principalOf('b')).toBeUndefined();
    now += 1;
    expect(tokens.principalOf('a')).toBeUndefined();
  });

  it('forgets a token in the moment in which it expires', () => {
    let now = START;
    const tokens = new VerifiedTokens(() => now);
    tokens.remember('a', principal('ada', 5_000));
    now += 4_999;
    expect(tokens.principalOf('a')?.subject).toBe('ada');
    now += 1;
    expect(tokens.principalOf('a')).toBeUndefined();
  });

  it('lets the oldest make room', () => {
    const tokens = new VerifiedTokens(() => START, 2);
    for (const token of ['a', 'b', 'a', 'c']) tokens.remember(token, principal(token));
    expect(['a', 'b', 'c'].map((token) => tokens.principalOf(token)?.subject)).toEqual(['a', undefined, 'c']);
  });
});

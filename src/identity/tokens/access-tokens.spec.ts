import { describe, expect, it } from '@jest/globals';
import { AccessTokens, LONGEST_SESSION_TOKEN_S } from './access-tokens.js';
import { changedTexts } from './changed-texts.fixture.js';
import { formOf } from './credential-form.js';
import { secretKey } from './signing-secret.js';

const tokens = new AccessTokens(secretKey('a secret that only this test knows, long enough'));
const ADA = { subject: 'ada', tenant: 'default', roles: ['viewer'], twins: ['line_*'] };

describe('an access token', () => {
  it('gives back whom it was issued to, with its session and when it was issued, to the millisecond', async () => {
    const before = Date.now();
    const principal = await tokens.verify(tokens.issue({ ...ADA, session: 's' }, 60));
    expect(principal).toMatchObject({ ...ADA, session: 's' });
    const issuedAt = principal?.issuedAt?.getTime() ?? 0;
    expect(issuedAt).toBeGreaterThanOrEqual(before);
    expect(issuedAt).toBeLessThanOrEqual(Date.now());
    expect((principal?.expiresAt?.getTime() ?? 0) - issuedAt).toBeCloseTo(60_000, -1);
  });

  it('has no session unless it is of one, and lives no longer than the revocation of its session is kept', async () => {
    expect((await tokens.verify(tokens.issue(ADA)))?.session).toBeUndefined();
    expect(() => tokens.issue({ ...ADA, session: 's' }, LONGEST_SESSION_TOKEN_S + 1)).toThrow(RangeError);
  });

  it('is refused with any byte of it changed', async () => {
    const token = tokens.issue({ ...ADA, session: 's' });
    expect(formOf(token)).toBe('own');
    expect(await tokens.verify(token)).toBeDefined();
    for (const changed of changedTexts(token)) {
      const taken = formOf(changed) === 'own' ? await tokens.verify(changed) : undefined;
      if (taken) throw new Error(`Took ${changed} for ${token}`);
    }
  }, 60_000);
});

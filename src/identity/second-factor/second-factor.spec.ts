import { describe, expect, it } from '@jest/globals';
import { TOTP } from 'otpauth';
import { derivedKey } from '../sessions/derived-key.js';
import { secretKey } from '../tokens/signing-secret.js';
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.js';
import { seal, unseal } from './sealed-secret.js';
import { enrolmentOf, newTotpSecret, stepOfCode } from './totp-code.js';

describe('stepOfCode', () => {
  it('knows the codes of RFC 6238, appendix B, in six digits', () => {
    const secret = Buffer.from('12345678901234567890');
    const at = (seconds: number, code: string) => stepOfCode(secret, code, new Date(seconds * 1000));
    expect(at(59, '287082')).toBe(1);
    expect(at(1_111_111_109, '081804')).toBe(37_037_036);
    expect(at(1_111_111_111, '050471')).toBe(37_037_037);
    expect(at(1_234_567_890, '005924')).toBe(41_152_263);
    expect(at(2_000_000_000, '279037')).toBe(66_666_666);
  });

  it('takes the codes of one step before and after, and tells their steps', () => {
    const secret = newTotpSecret();
    const now = new Date(Date.UTC(2026, 10, 20, 5, 0, 10));
    const step = Math.floor(now.getTime() / 30_000);
    const totp = new TOTP({ secret: enrolmentOf(secret, 'ada').secret });
    const code = (steps: number) => totp.generate({ timestamp: now.getTime() + steps * 30_000 });
    expect([-2, -1, 0, 1, 2].map((steps) => stepOfCode(secret, code(steps), now))).toEqual([
      undefined,
      step - 1,
      step,
      step + 1,
      undefined,
    ]);
  });

  it('takes nothing that is no code', () => {
    for (const code of ['', '1', 'abcdef', '1234567']) {
      expect(stepOfCode(newTotpSecret(), code, new Date())).toBeUndefined();
    }
  });

  it('enrols an authenticator by a URI that names the account', () => {
    const { otpauthUri, secret } = enrolmentOf(newTotpSecret(), 'ada@plant');
    expect(otpauthUri).toMatch(/^otpauth:\/\/totp\/OpsTwin:ada%40plant\?/);
    expect(otpauthUri).toContain(`secret=${secret}`);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  });
});

describe('a sealed secret', () => {
  const key = derivedKey(secretKey('x'.repeat(32)), 'second factor');

  it('is had again with its key and for its owner only', () => {
    const secret = newTotpSecret();
    const sealed = seal(secret, key, 'default/usr_1');
    expect(Buffer.from(unseal(sealed, key, 'default/usr_1') ?? [])).toEqual(Buffer.from(secret));
    expect(unseal(sealed, key, 'default/usr_2')).toBeUndefined();
    expect(unseal(sealed, derivedKey(secretKey('y'.repeat(32)), 'second factor'), 'default/usr_1')).toBeUndefined();
    expect(sealed.includes(Buffer.from(secret))).toBe(false);
  });

  it('is not had when a bit of it was changed, or when it was cut', () => {
    const sealed = seal(newTotpSecret(), key, 'a');
    for (const place of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(unseal(changed, key, 'a')).toBeUndefined();
      expect(unseal(sealed.subarray(0, place), key, 'a')).toBeUndefined();
    }
  });
});

describe('recovery codes', () => {
  it('are ten, all different, with a hash that does not depend on how they are typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const [code = ''] = codes;
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')}`;
    expect(recoveryDigest(typed, 'a')).toEqual(recoveryDigest(code, 'a'));
    expect(recoveryDigest(code, 'b')).not.toEqual(recoveryDigest(code, 'a'));
  });
});

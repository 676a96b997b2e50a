import { describe, expect, it, jest } from '@jest/globals';
import { hash, verify } from '@node-rs/argon2';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { requireOtherThanName } from './password-rules.js';
import { hashPassword, needsRehash, passwordMatches } from './passwords.js';

describe('passwordMatches', () => {
  it('compares a password with a hash of the same cost once, whether there is a user or not', async () => {
    const kept = await hashPassword('the right password');
    const check = jest.fn(verify);
    expect(await passwordMatches('the right password', kept, check)).toBe(true);
    expect(await passwordMatches('a wrong password', kept, check)).toBe(false);
    expect(await passwordMatches('a wrong password', undefined, check)).toBe(false);
    expect(await passwordMatches('nobody has this password', undefined, check)).toBe(false);
    const costs = check.mock.calls.map(([of]) => String(of).split('$').slice(0, 4).join('$'));
    expect(costs).toEqual(Array(4).fill('$argon2id$v=19$m=19456,t=2,p=1'));
  });
});

describe('needsRehash', () => {
  it('is for hashes of other parameters', async () => {
    expect(needsRehash(await hashPassword('the right password'))).toBe(false);
    const cheap = await hash('the right password', { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    expect(needsRehash(cheap)).toBe(true);
    expect(await passwordMatches('the right password', cheap)).toBe(true);
  });
});

describe('requireOtherThanName', () => {
  it('refuses the name in whatever case, and nothing else', () => {
    expect(() => {
      requireOtherThanName('Ada.Lovelace.1815', 'ada.lovelace.1815', '/password');
    }).toThrow(ProblemError);
    expect(() => {
      requireOtherThanName('ada.lovelace.1815!', 'ada.lovelace.1815', '/password');
    }).not.toThrow();
  });
});

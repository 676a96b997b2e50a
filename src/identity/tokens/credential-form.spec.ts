import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newKey } from '../keys/key-text.js';
import { formOf } from './credential-form.js';

function token(payload: unknown): string {
  const part = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `e30.${part}.AAAA`;
}

describe('formOf', () => {
  it('tells keys, our own tokens and those of others apart', () => {
    expect(formOf(newKey().key)).toBe('key');
    expect(formOf(token({ iss: 'opstwin' }))).toBe('own');
    for (const other of [{ iss: 'https://identity.example' }, { iss: ['opstwin'] }, {}, null, 1]) {
      expect(formOf(token(other))).toBe('external');
    }
  });

  it.each(['', 'guess', 'a.b', 'a.b.c.d', '..', 'e30..AAAA', 'e30.e30.', `e30.e30.${'A'.repeat(40_000)}`])(
    'takes %.12j for nothing',
    (credential) => {
      expect(formOf(credential)).toBeUndefined();
    },
  );

  it('takes a token with a part that is written otherwise than it must be for nothing', () => {
    // The last character of "AB" has four bits that decode to nothing.
    for (const part of ['AB', 'A', 'AA==', 'A+AA', 'A/AA', 'AA A', 'AAA\n']) {
      expect([part, formOf(`e30.e30.${part}`)]).toEqual([part, undefined]);
    }
    expect(formOf('e30.e30.AA')).toBe('external');
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
        expect([undefined, 'external', 'own', 'key']).toContain(formOf(`${a}.${b}.${a}`));
      }),
    );
  });
});

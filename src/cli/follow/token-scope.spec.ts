import { describe, expect, it } from '@jest/globals';
import { tokenScope } from './token-scope.js';

function token(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
}

describe('tokenScope', () => {
  it('gives the twins that a token is limited to', () => {
    expect(tokenScope(token({ sub: 'a', twins: ['line_*'] }))).toEqual(['line_*']);
  });

  it.each([undefined, '', 'opaque', 'a.b.c', token({ sub: 'a' }), token('text')])('gives none for %s', (text) => {
    expect(tokenScope(text)).toBeUndefined();
  });
});

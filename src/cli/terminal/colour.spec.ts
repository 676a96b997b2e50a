import { describe, expect, it } from '@jest/globals';
import { painterFor } from './colour.js';

describe('painterFor', () => {
  it('paints on a terminal with colours', () => {
    expect(painterFor({ isTTY: true, hasColors: () => true })('red', 'x')).toBe('\u001b[31mx\u001b[39m');
  });

  it.each([
    ['a terminal without colours, as under NO_COLOR', { isTTY: true, hasColors: () => false }],
    ['a pipe', { hasColors: () => true }],
    ['a stream that knows nothing of colours', { isTTY: true }],
  ])('leaves the text as it is on %s', (_name, stream) => {
    expect(painterFor(stream)('red', 'x')).toBe('x');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { isCovered } from './glob-cover.js';

function matches(glob: string, text: string): boolean {
  return TwinScope.of({ subject: 's', tenant: 't', roles: [], twins: [glob] }).allows(text);
}

describe('isCovered', () => {
  it.each([
    ['line_1', ['line_*'], true],
    ['line_*', ['line_*'], true],
    ['line_1*', ['line_*'], true],
    ['line_?', ['line_*'], true],
    ['line_*_a', ['line_*'], true],
    ['*', ['*'], true],
    ['?', ['*'], true],
    ['a', ['?'], true],
    ['line_1', ['oven', 'line_?'], true],
    ['*', ['line_*'], false],
    ['line*', ['line_*'], false],
    ['line_*', ['line_?'], false],
    ['?', ['a'], false],
    ['line_*', ['line_1', 'line_2'], false],
    ['a', [], false],
    ['', ['*'], true],
  ])('%j by %j: %j', (glob, by, expected) => {
    expect(isCovered(glob, by)).toBe(expected);
  });

  it('never says yes where a text shows the contrary, and says yes for every text by itself', () => {
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(glob, glob, text, (narrow, wide, twin) => {
        if (isCovered(narrow, [wide]) && matches(narrow, twin)) expect(matches(wide, twin)).toBe(true);
        expect(isCovered(twin, [wide])).toBe(matches(wide, twin));
      }),
      { numRuns: 5000 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TwinScope } from './twin-scope.js';

function scope(twins: string[] | undefined): TwinScope {
  return TwinScope.of({ subject: 'a', tenant: 't', roles: [], twins });
}

/** What LIKE means, for comparison: backslash escapes, % any run, _ one character. */
function like(pattern: string, text: string): boolean {
  const source = pattern.replace(
    /\\(.)|([%_])|([.*+?^${}()|[\]\\])/gs,
    (_, escaped: string, wild: string, plain: string) =>
      escaped ? escaped.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : wild ? (wild === '%' ? '.*' : '.') : `\\${plain}`,
  );
  return new RegExp(`^${source}$`, 's').test(text);
}

/** What a glob means, by definition: letter by letter, trying every length for a star. */
function matches(glob: string, text: string): boolean {
  const [first, rest] = [glob.at(0), glob.slice(1)];
  if (first === undefined) return text === '';
  if (first === '*') return matches(rest, text) || (text !== '' && matches(glob, text.slice(1)));
  return text !== '' && (first === '?' || first === text.at(0)) && matches(rest, text.slice(1));
}

describe('TwinScope', () => {
  it('allows all twins without globs, and none with an empty list', () => {
    expect(scope(undefined).allows('anything')).toBe(true);
    expect(scope(undefined).likePatterns).toBeNull();
    expect(scope([]).allows('anything')).toBe(false);
    expect(scope([]).likePatterns).toEqual([]);
  });

  it('matches whole ids, and takes what means something in a regular expression or in LIKE literally', () => {
    expect(scope(['factory_*']).allows('factory_line_3')).toBe(true);
    expect(scope(['factory_*']).allows('my_factory_line')).toBe(false);
    expect(scope(['a.b']).allows('axb')).toBe(false);
    expect(scope(['a_b']).allows('axb')).toBe(false);
    expect(scope(['a_b']).likePatterns).toEqual(['a\\_b']);
    expect(scope(['line?']).allows('line7')).toBe(true);
  });

  it('matches exactly what globs mean', () => {
    const characters = fc.constantFrom('a', 'b', '.', '-', '_', ':', '*', '?', '+', '\\', '[', ']', '^', '$', '\n');
    const glob = fc.string({ unit: characters, maxLength: 7 });
    const text = fc.string({ unit: characters, maxLength: 7 });
    fc.assert(
      fc.property(fc.array(glob, { maxLength: 3 }), text, (globs, id) => {
        expect(scope(globs).allows(id)).toBe(globs.some((one) => matches(one, id)));
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(glob, (one) => {
        const id = one.replaceAll('*', 'ab').replaceAll('?', '.');
        expect([one, scope([one]).allows(id)]).toEqual([one, true]);
      }),
    );
  });

  it('means the same in SQL as in memory', () => {
    const characters = fc.constantFrom('a', 'b', '_', '%', '.', '-', ':', '*', '?');
    const glob = fc.string({ unit: characters, maxLength: 6 });
    const twin = fc.string({ unit: characters, maxLength: 6 });
    fc.assert(
      fc.property(glob, twin, (pattern, id) => {
        const [sql = ''] = scope([pattern]).likePatterns ?? [];
        expect(like(sql, id)).toBe(scope([pattern]).allows(id));
      }),
      { numRuns: 2000 },
    );
  });
});

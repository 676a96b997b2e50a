import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readSchema, schemaNames } from '../../../../platform/schemas/schema-files.js';
import { SchemaDocument } from '../schema-document.js';
import { patternFault } from './pattern-fault.js';

describe('patternFault', () => {
  it.each([
    '^(a+)+$',
    '^(a*)*$',
    '(a|a)*b',
    '^(a|aa)+$',
    '^(a?b?)*$',
    '^(x(|))*y',
    '^([a-z]+|[a-f0-9]+)*!',
    '^(\\w+\\s?)*$',
    '^(.*)*$',
    '^(a|a){30}b',
    '^(a?){30}b',
    `^${'a?'.repeat(30)}${'a'.repeat(30)}$`,
    '^.*a.*b.*c.*d$',
    '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$',
    '^(?=a)b',
    '^(?<!a)b',
    '^(a)\\1$',
    '^(?<x>a)\\k<x>$',
    `^${'[a-z]'.repeat(500)}$`,
  ])('refuses %s', (pattern) => {
    expect(patternFault(pattern)).toContain('is refused');
  });

  it.each(['(', '[z-a]', 'a{2,1}', '\\'])('knows that %s is no regular expression', (pattern) => {
    expect(patternFault(pattern)).toContain('no regular expression');
  });

  it.each([
    '',
    '^[a-z][a-z0-9_.-]*\\.v[1-9][0-9]*$',
    '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    '^(\\d{1,3}\\.){3}\\d{1,3}$',
    '^https?://[^/\\s]+(/.*)?$',
    '^[a-z]+(\\.[a-z]+)*$',
    '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
    '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?$',
    '^[^\\u0000\\ud800-\\udfff]*$',
    '^[^\\u0000\\p{Cs}]*$',
    '^.*\\.json$',
    '^(?<year>[12]\\d{3})/(?:jan|feb)\\b$',
    '^[\\w.+-]+@[\\w-]+\\.[\\w.]+$',
    '[\\]\\-a-f^-]$',
    'temperature',
  ])('takes %s', (pattern) => {
    expect(patternFault(pattern)).toBeUndefined();
  });

  it('takes the patterns of the published schemas', () => {
    for (const name of schemaNames()) {
      for (const node of new SchemaDocument(readSchema(name)).nodes.values()) {
        const pattern = node.get('pattern');
        if (typeof pattern === 'string') expect([pattern, patternFault(pattern)]).toEqual([pattern, undefined]);
      }
    }
  });

  it('takes no pattern that a backtracking matcher needs more than a moment for', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '\\w', '.', 'c');
    const pattern = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        atom,
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
        fc
          .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{0,3}', '{2,}', '*?'))
          .map(([a, q]) => `(${a})${q}`),
      ),
    })).pattern;
    let taken = 0;
    fc.assert(
      fc.property(
        pattern,
        fc.array(fc.constantFrom('a', 'b', 'ab', 'aab'), { minLength: 20, maxLength: 20 }),
        (source, words) => {
          const whole = `^${source}$`;
          if (patternFault(whole) !== undefined) return;
          taken += 1;
          const text = `${words.join('')}${'a'.repeat(200)}!`;
          const before = process.cpuUsage();
          new RegExp(whole, 'u').test(text);
          expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
        },
      ),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(300);
  });
});

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Schema } from '../keywords.js';
import { breaksBetween } from './compatibility.js';
import { anyValue, documentPair } from './schema-pairs.fixture.js';

function validator(schema: Schema): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  return ajv.compile(schema as object);
}

function rules(older: Schema, newer: Schema): string[] {
  return breaksBetween(older, newer).map(({ pointer, rule }) => `${rule} ${pointer}`);
}

const closed = (properties: object, more: object = {}): Schema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
});

describe('breaksBetween', () => {
  it('calls a pair compatible only when every value of the older schema fits the newer', () => {
    let compatible = 0;
    fc.assert(
      fc.property(documentPair, fc.array(anyValue, { minLength: 5, maxLength: 30 }), ([older, newer], values) => {
        if (breaksBetween(older, newer).length > 0) return;
        const [fitted, fits] = [validator(older), validator(newer)];
        for (const value of values) {
          if (!fitted(value)) continue;
          compatible += 1;
          expect([value, fits(value)]).toEqual([value, true]);
        }
      }),
      { numRuns: Number(process.env.TEST_RUNS ?? 500) },
    );
    expect(compatible).toBeGreaterThan(100);
  });

  it.each<[string, Schema, Schema]>([
    ['a new optional property of a closed object', closed({ a: {} }), closed({ a: {}, b: { type: 'string' } })],
    ['a property that is required no more', closed({ a: {} }, { required: ['a'] }), closed({ a: {} })],
    ['a wider type', { type: 'integer' }, { type: ['number', 'null'] }],
    ['more values', { enum: ['a', 'b'] }, { enum: ['a', 'b', 'c'] }],
    ['listed values that fit a range', { enum: [1, 2] }, { type: 'integer', minimum: 1, maximum: 5 }],
    ['a wider range', { type: 'number', minimum: 1, maximum: 5 }, { type: 'number', exclusiveMinimum: 0 }],
    ['demands on types that never fitted', { type: 'string' }, { type: 'string', minimum: 5, required: ['a'] }],
    ['one more branch', { anyOf: [{ type: 'string' }] }, { anyOf: [{ type: 'null' }, { type: 'string' }] }],
    ['a type turned into branches', { type: ['string', 'null'] }, { anyOf: [{ type: 'null' }, { type: 'string' }] }],
    ['other words and another place', { $ref: '#/$defs/x', $defs: { x: { type: 'string' } } }, { type: 'string' }],
    ['an opened object', closed({ a: { type: 'string' } }), { type: 'object', properties: { a: { type: 'string' } } }],
    ['an item that joins a list of places', { prefixItems: [{}], items: false }, { prefixItems: [{}], items: {} }],
    [
      'a schema that contains itself',
      closed({ next: { $ref: '#' } }),
      closed({ next: { $ref: '#' }, more: { $ref: '#' } }),
    ],
    [
      'a new variant that a constant tells apart',
      { oneOf: [closed({ kind: { const: 'a' } }, { required: ['kind'] })] },
      {
        oneOf: [
          closed({ kind: { const: 'b' }, size: {} }, { required: ['kind'] }),
          closed({ kind: { const: 'a' }, size: {} }, { required: ['kind'] }),
        ],
      },
    ],
    ['other descriptions', { type: 'string', description: 'a' }, { type: 'string', title: 'b', examples: ['c'] }],
  ])('finds no break in %s', (_, older, newer) => {
    expect(rules(older, newer)).toEqual([]);
  });

  it.each<[string, Schema, Schema, string[]]>([
    ['newly required', closed({ a: {} }), closed({ a: {} }, { required: ['a'] }), ['newly-required /required']],
    ['removed', closed({ a: {}, 'b/c': {} }), closed({ a: {} }), ['property-removed /properties/b~1c']],
    [
      'closed',
      { type: 'object' },
      { type: 'object', additionalProperties: false },
      ['properties-closed /additionalProperties'],
    ],
    ['typed in an open object', {}, { properties: { a: { type: 'string' } } }, ['property-added /properties/a']],
    ['a narrower type', { type: 'number' }, { type: 'integer' }, ['type-narrowed /type']],
    ['fewer values', { enum: ['a', 'b'] }, { enum: ['a'] }, ['values-narrowed /enum']],
    ['a constant', { type: 'string' }, { const: 'a' }, ['type-narrowed', 'values-narrowed /const'].slice(1)],
    ['a higher minimum', { type: 'number', minimum: 0 }, { type: 'number', minimum: 1 }, ['minimum-raised /minimum']],
    [
      'a lower maximum',
      { type: 'number', maximum: 9 },
      { type: 'number', exclusiveMaximum: 9 },
      ['maximum-lowered /exclusiveMaximum'],
    ],
    ['a longer least length', { type: 'string' }, { type: 'string', minLength: 1 }, ['minimum-raised /minLength']],
    ['fewer items', { type: 'array', maxItems: 5 }, { type: 'array', maxItems: 4 }, ['maximum-lowered /maxItems']],
    ['fewer properties', { type: 'object' }, { type: 'object', maxProperties: 4 }, ['maximum-lowered /maxProperties']],
    ['a pattern', { type: 'string' }, { type: 'string', pattern: '^a' }, ['pattern-added /pattern']],
    ['a format', { type: 'string' }, { type: 'string', format: 'date' }, ['format-added /format']],
    ['another multiple', { multipleOf: 2 }, { multipleOf: 3 }, ['multiple-added /multipleOf']],
    ['uniqueness', { type: 'array' }, { type: 'array', uniqueItems: true }, ['unique-added /uniqueItems']],
    ['a dependency', {}, { dependentRequired: { a: ['b'] } }, ['dependency-added /dependentRequired/a']],
    [
      'a branch less',
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      { anyOf: [{ type: 'string' }] },
      ['unproved /anyOf'],
    ],
    [
      'branches that overlap',
      { oneOf: [{ type: 'integer' }] },
      { oneOf: [{ type: 'integer' }, { minimum: 3 }] },
      ['unproved /oneOf'],
    ],
    ['what is refused', {}, { not: { type: 'string' } }, ['unproved /not']],
    ['a condition', {}, { if: { type: 'string' }, then: { minLength: 2 } }, ['unproved /if']],
    ['nothing any more', { type: 'string' }, false, ['forbidden ']],
    [
      'a break behind a reference and in items',
      { type: 'array', items: { $ref: '#/$defs/x' }, $defs: { x: { type: 'string' } } },
      { type: 'array', items: { $ref: '#/$defs/x' }, $defs: { x: { type: 'string', maxLength: 3 } } },
      ['maximum-lowered /$defs/x/maxLength'],
    ],
  ])('finds the break: %s', (_, older, newer, expected) => {
    expect(rules(older, newer)).toEqual(expected);
  });

  it('takes no longer than a moment over what is intricate', () => {
    const wide = (n: number): Schema => ({
      anyOf: Array.from({ length: 40 }, (_, i) => ({
        properties: { [`p${i}`]: n === 0 ? { const: i } : wide(n - 1) },
      })),
    });
    const before = process.cpuUsage();
    const breaks = breaksBetween(wide(1), { ...(wide(1) as object), required: ['x'], not: { const: 1 } });
    expect(breaks.map(({ rule }) => rule)).toContain('newly-required');
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
  });
});

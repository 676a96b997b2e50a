import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { readSchema, schemaNames } from '../../../platform/schemas/schema-files.js';
import { anyDocument } from './compatibility/schema-pairs.fixture.js';
import type { JsonObject } from './keywords.js';
import { schemaFaults } from './schema-faults.js';

function nested(levels: number): JsonObject {
  return levels === 0 ? {} : { items: nested(levels - 1) };
}

describe('schemaFaults', () => {
  it.each<[string, JsonObject, string]>([
    ['what is no schema', { type: 'text' }, 'enum /type'],
    ['keywords with values of another kind', { properties: { a: 3 }, minLength: -1 }, 'type /properties/a'],
    ['unknown keywords', { properties: { a: { requierd: ['b'] } } }, 'unknown-keyword /properties/a/requierd'],
    ['another dialect', { $schema: 'http://json-schema.org/draft-07/schema#' }, 'dialect /$schema'],
    ['references that lead outside', { $ref: 'https://elsewhere.example/x.json' }, 'reference /$ref'],
    ['references to files', { $ref: 'other.json#/x' }, 'reference /$ref'],
    ['references that lead nowhere', { items: { $ref: '#/$defs/none' } }, 'reference /items/$ref'],
    ['references to what is no schema', { $ref: '#/enum/0', enum: [{}] }, 'reference /$ref'],
    ['malformed fragments', { $ref: '#%' }, 'reference /$ref'],
    ['schemas with ids of their own inside', { items: { $id: 'x' } }, 'embedded-schema /items/$id'],
    ['anchors that are given twice', { $anchor: 'a', items: { $anchor: 'a' } }, 'anchor /items'],
    ['unknown formats', { format: 'colour' }, 'format /format'],
    ['catastrophic patterns', { pattern: '^(a+)+$' }, 'pattern /pattern'],
    ['catastrophic patterns of names', { patternProperties: { '(x|x)*/': {} } }, 'pattern /patternProperties/(x|x)*~1'],
    ['long patterns', { pattern: 'a'.repeat(513) }, 'pattern /pattern'],
    ['a circle', { $ref: '#' }, 'circle '],
    ['a circle over several', { $defs: { a: { anyOf: [{ not: { $ref: '#/$defs/a' } }] } } }, 'circle /$defs/a'],
    ['too many levels', nested(40), `too-deep ${'/items'.repeat(32)}`],
    ['too many bytes', { description: 'x'.repeat(70_000) }, 'too-large '],
    ['text that cannot be stored', { const: 'a\0' }, 'storable /const'],
    ['numbers that are none in JSON', { minimum: Infinity }, 'not-finite /minimum'],
  ])('finds %s', (_, schema, expected) => {
    const found = schemaFaults(schema).map(({ code, pointer }) => `${code} ${pointer}`);
    expect(found).toContain(expected);
  });

  it.each<[string, JsonObject]>([
    ['an empty one', {}],
    ['one that contains itself in its parts', { properties: { next: { $ref: '#' } } }],
    [
      'data that looks like a schema',
      { const: { $ref: 'https://elsewhere.example' }, examples: [{ pattern: '(a+)+' }] },
    ],
    ['properties that are called like keywords', { properties: { $ref: { type: 'string' }, pattern: {} } }],
    ['keywords of the author', { 'x-unit': 'celsius' }],
    ['anchors', { $ref: '#a', $defs: { a: { $anchor: 'a', type: 'string' } } }],
    [
      'an id of the whole',
      { $id: 'https://site.example/x.json', $schema: 'https://json-schema.org/draft/2020-12/schema' },
    ],
  ])('takes %s', (_, schema) => {
    expect(schemaFaults(schema)).toEqual([]);
  });

  it.each(schemaNames())('takes the published schema %s', (name) => {
    expect(schemaFaults(readSchema(name))).toEqual([]);
  });

  it('takes nothing that a validator cannot compile', () => {
    fc.assert(
      fc.property(anyDocument, (schema) => {
        if (typeof schema === 'boolean' || schemaFaults(schema).length > 0) return;
        const ajv = new Ajv2020({ strict: false });
        addFormats.default(ajv);
        expect(ajv.compile(schema)).toBeInstanceOf(Function);
      }),
      { numRuns: 300 },
    );
  });
});

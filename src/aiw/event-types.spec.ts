import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSchema, schemaNames } from '../platform/schemas/schema-files.js';
import { schemaValidator } from '../platform/schemas/schema-validator.js';
import { dataSchemaOf, EVENT_TYPES } from './event-types.js';

const SOURCES = join(import.meta.dirname, '..');

/** The types that the modules' published event classes declare. */
function declaredTypes(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^\w+\/messages\/.*\.event\.ts$/.test(file.replaceAll('\\', '/')))
    .flatMap((file) => [...readFileSync(join(SOURCES, file), 'utf8').matchAll(/static readonly type = '(\w+)'/g)])
    .map(([, type]) => type ?? '');
}

describe('EVENT_TYPES', () => {
  it('are exactly those that the modules append', () => {
    expect([...EVENT_TYPES].sort()).toEqual(declaredTypes().sort());
  });
});

describe('the schemas of events', () => {
  it('are one for the data of each type, and no others', () => {
    const published = schemaNames().filter((name) => name.startsWith('event.') && name !== 'event.v1');
    expect(EVENT_TYPES.map(dataSchemaOf).sort()).toEqual(published);
  });

  it.each(EVENT_TYPES)('are named after the type, and have an example that fits: %s', (type) => {
    const schema = readSchema(dataSchemaOf(type));
    expect(schema.title).toBe(type);
    const examples = schema.examples as unknown[];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(schemaValidator(schema)(example)).toEqual([]);
  });
});

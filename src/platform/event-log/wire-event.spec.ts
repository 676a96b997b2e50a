import { describe, expect, it } from '@jest/globals';
import { schemaValidator } from '../schemas/schema-validator.js';
import { readSchema } from '../schemas/schema-files.js';
import { eventBody } from './event-body.js';
import { wireEvent } from './wire-event.js';

const OPERATION = { tenant: 'default', actor: 'admin', correlationId: 'req_1', causationId: null };

describe('wireEvent', () => {
  it.each([
    [{ type: 'TwinUpdated', twinId: 'line_1', dataRef: { type: 'twin', id: 'line_1' }, data: { a: 1 } }],
    [{ type: 'PolicyPublished', twinId: null, dataRef: null, data: {} }],
  ])('is the stored body with the cursor and the hash, as event.v1 describes it', (event) => {
    const body = eventBody(OPERATION, event, new Date());
    const hash = 'ab'.repeat(32);
    const text = wireEvent({ tenant: 'default', position: 12, type: event.type, twinId: event.twinId, hash, body });
    expect(text.endsWith(body.slice(1))).toBe(true);
    expect(JSON.parse(text)).toEqual({ ...(JSON.parse(body) as object), cursor: '0000000000000012', hash });
    expect(schemaValidator(readSchema('event.v1'))(JSON.parse(text))).toEqual([]);
  });
});

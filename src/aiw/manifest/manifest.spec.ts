import { describe, expect, it } from '@jest/globals';
import { readSchema } from '../../platform/schemas/schema-files.js';
import { schemaValidator } from '../../platform/schemas/schema-validator.js';
import { EVENT_TYPES } from '../event-types.js';
import { PublishedSchemas } from '../schemas/published-schemas.js';
import { endpointsOf } from './endpoints.js';
import { limitsOf } from './limits.js';
import { manifest } from './manifest.js';

const routes = ['/snapshot', '/diff', '/subscribe', '/schemas', '/schemas/{name}', '/.well-known/aiw-manifest.json'];

describe('the manifest', () => {
  const { links } = new PublishedSchemas();
  const content = manifest({
    version: '1.2.3',
    endpoints: endpointsOf(routes.map((path) => ({ method: 'GET', path, access: 'read' }))),
    schemas: links,
    limits: limitsOf({
      maxStreams: 10,
      logRetentionDays: undefined,
      rateLimitRequests: 100,
      rateLimitAnonymous: 10,
      rateLimitIngest: 0,
      rateLimitWindowS: 60,
    }),
  }) as { event_schemas: Record<string, { name: string }> };

  it('fits its own schema', () => {
    expect(schemaValidator(readSchema('manifest.v1'))(content)).toEqual([]);
  });

  it('names for each type of event a schema that it lists', () => {
    expect(Object.keys(content.event_schemas)).toEqual([...EVENT_TYPES]);
    for (const schema of Object.values(content.event_schemas)) expect(links).toContainEqual(schema);
  });
});

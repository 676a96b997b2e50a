import { readSchema } from '../../platform/schemas/schema-files.js';
import { dataSchemaOf, EVENT_TYPES } from '../event-types.js';

type JsonObject = Record<string, unknown>;

/** The schemas of all payloads, each under the name by which `/schemas` serves it. */
export function payloadSchemas(): Record<string, JsonObject> {
  const published = ['event.v1', 'telemetry.v1', 'action.v1', ...EVENT_TYPES.map(dataSchemaOf)];
  return { ...Object.fromEntries(published.map((name) => [name, inlined(name)])), hello: HELLO, command: command() };
}

/** The reading that a message on an asset's topic carries: the topic names the twin and the asset. */
export function topicReading(): JsonObject {
  const { required, ...reading } = inlined('telemetry.v1');
  const ids = ['twin_id', 'asset_id'];
  return { ...reading, required: (required as string[]).filter((name) => !ids.includes(name)) };
}

const HELLO = {
  description: 'Where the stream starts, and where the log ends at that moment.',
  type: 'object',
  required: ['cursor', 'head'],
  properties: { cursor: { type: 'string' }, head: { type: 'string' } },
};

function command(): JsonObject {
  const { type, params } = inlined('action.v1').properties as JsonObject;
  return {
    description: 'An action for an asset to carry out.',
    type: 'object',
    required: ['action_id', 'type', 'params', 'ts'],
    properties: {
      action_id: { type: 'string', description: 'The same when a command comes again' },
      type,
      params,
      ts: { type: 'string', format: 'date-time', description: 'When it was sent' },
    },
  };
}

/** A published schema as a part of another document: its references lead to its place there. */
function inlined(name: string): JsonObject {
  const schema = readSchema(name);
  const parts = Object.entries(schema).filter(([keyword]) => keyword !== '$schema' && keyword !== '$id');
  return moved(Object.fromEntries(parts), `#/components/schemas/${name}/`) as JsonObject;
}

function moved(value: unknown, place: string): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) =>
      key === '$ref' && typeof part === 'string' ? [key, part.replace(/^#\//, place)] : [key, moved(part, place)],
    ),
  );
}

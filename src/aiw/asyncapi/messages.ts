import { readSchema } from '../../platform/schemas/schema-files.js';
import { dataSchemaOf, EVENT_TYPES } from '../event-types.js';
import { topicReading } from './payload-schemas.js';

/** The messages of all channels: one for each type of event, and those of the topics. */
export function messages(): Record<string, object> {
  const events = EVENT_TYPES.map((type) => [type, eventMessage(type)] as const);
  return {
    hello: {
      name: 'hello',
      title: 'The beginning of a stream',
      payload: { $ref: '#/components/schemas/hello' },
    },
    ...Object.fromEntries(events),
    telemetry: {
      name: 'telemetry',
      title: 'A reading, or an array of readings',
      payload: { anyOf: [topicReading(), { type: 'array', items: topicReading() }] },
    },
    command: { name: 'command', title: 'A command', payload: { $ref: '#/components/schemas/command' } },
  };
}

function eventMessage(type: string): object {
  const name = dataSchemaOf(type);
  const { description, examples = [] } = readSchema(name) as { description: string; examples?: object[] };
  return {
    name: type,
    title: type,
    summary: description.split(' This is the `data`')[0],
    correlationId: { location: '$message.payload#/correlation_id' },
    payload: {
      allOf: [
        { $ref: '#/components/schemas/event.v1' },
        {
          type: 'object',
          properties: { type: { const: type }, data: { $ref: `#/components/schemas/${name}` } },
        },
      ],
    },
    'x-data-examples': examples,
  };
}

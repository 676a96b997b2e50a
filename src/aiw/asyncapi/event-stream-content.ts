import { dataSchemaOf, EVENT_TYPES } from '../event-types.js';
import { hrefOf } from '../schemas/published-schemas.js';

const CURSOR = { type: 'string', example: '0000000000000042' };

/** One frame of the stream, as a client's event source hands it on. */
function frame(event: string, data: object) {
  return {
    type: 'object',
    title: event,
    required: ['id', 'event', 'data'],
    properties: { id: CURSOR, event: { type: 'string', enum: [event] }, data: { type: 'object', ...data } },
  };
}

/** What OpenAPI can say of the frames of `/subscribe`; the AsyncAPI document says the rest. */
export const EVENT_STREAM_CONTENT = {
  'text/event-stream': {
    schema: {
      type: 'array',
      description:
        'Server-sent events (HTML Standard, 9.2), as the fields of each: `id` the cursor, `event` the type, `data` JSON. ' +
        '`/asyncapi.json` describes every message.',
      items: {
        oneOf: [
          frame('hello', {
            description: 'Where the stream starts, and where the log ends at that moment',
            required: ['cursor', 'head'],
            properties: { cursor: CURSOR, head: CURSOR },
          }),
          ...EVENT_TYPES.map((type) =>
            frame(type, {
              description: `An event (event.v1); its \`data\` fits ${dataSchemaOf(type)}`,
              externalDocs: { url: hrefOf(dataSchemaOf(type)) },
            }),
          ),
        ],
      },
    },
    example:
      'retry: 2000\nid: 0000000000000041\nevent: hello\n' +
      'data: {"cursor":"0000000000000041","head":"0000000000000041"}\n\n:\n\n',
  },
};

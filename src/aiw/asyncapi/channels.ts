import { EVENT_TYPES } from '../event-types.js';

/** The channels: the event stream, and the topics that readings come in and commands go out by. */
export function channels(namespace: string): object {
  return {
    events: {
      address: '/subscribe',
      title: 'The event stream',
      description:
        'Server-sent events: `id` is the cursor, `event` the name of the message, `data` its payload as JSON. The first is ' +
        '`hello`; comments come as signs of life. To go on after an interruption, send the last `id` as `Last-Event-ID`.',
      servers: [{ $ref: '#/servers/http' }],
      messages: referred(['hello', ...EVENT_TYPES]),
    },
    telemetry: topic(namespace, 'telemetry', 'Readings of an asset. QoS 1 is acknowledged once they are stored.'),
    command: topic(
      namespace,
      'command',
      'What an asset shall do, with QoS 1; it can come twice, with one `action_id`.',
    ),
  };
}

function topic(namespace: string, kind: 'telemetry' | 'command', description: string): object {
  return {
    address: `${namespace}/{tenant}/{twin_id}/{asset_id}/${kind}`,
    description,
    servers: [{ $ref: '#/servers/mqtt' }],
    parameters: {
      tenant: { description: 'The tenant of the credential', default: 'default' },
      twin_id: { description: 'A twin', examples: ['factory_line_3'] },
      asset_id: { description: 'One of its assets', examples: ['etch_tool_7'] },
    },
    messages: referred([kind]),
  };
}

function referred(names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
}

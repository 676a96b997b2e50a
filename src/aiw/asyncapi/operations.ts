import { EVENT_TYPES } from '../event-types.js';

const MQTT = { mqtt: { qos: 1, retain: false, bindingVersion: '0.2.0' } };

/** What OpsTwin does on the channels; `send` is what a client receives. */
export function operations(): object {
  return {
    sendEvents: {
      action: 'send',
      channel: { $ref: '#/channels/events' },
      summary: 'The events after a cursor, and then each new one as it happens',
      bindings: { http: { method: 'GET', query: QUERY, bindingVersion: '0.3.0' } },
      messages: ofChannel('events', ['hello', ...EVENT_TYPES]),
    },
    receiveTelemetry: {
      action: 'receive',
      channel: { $ref: '#/channels/telemetry' },
      summary: 'Take readings of an asset in',
      bindings: MQTT,
      messages: ofChannel('telemetry', ['telemetry']),
    },
    sendCommand: {
      action: 'send',
      channel: { $ref: '#/channels/command' },
      summary: 'Tell an asset what to do',
      bindings: MQTT,
      messages: ofChannel('command', ['command']),
    },
  };
}

const QUERY = {
  type: 'object',
  properties: {
    since: { type: 'string', description: 'The cursor after which to go on; `Last-Event-ID` beats it' },
    twin_id: { type: 'string', description: 'Only events of this twin' },
    types: { type: 'string', description: 'Only events of these types, separated by commas' },
  },
};

function ofChannel(channel: string, names: readonly string[]): object[] {
  return names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` }));
}

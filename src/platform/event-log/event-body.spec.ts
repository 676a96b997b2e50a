import { describe, expect, it } from '@jest/globals';
import { eventBody, loggedEvent } from './event-body.js';

const OPERATION = { tenant: 'default', actor: 'admin', correlationId: 'req_1', causationId: null };
const TS = new Date('2026-11-20T05:00:00.000Z');

function event(data: object) {
  return { type: 'TwinUpdated', twinId: 'line_1', dataRef: { type: 'twin', id: 'line_1' }, data };
}

describe('eventBody', () => {
  it('is canonical JSON: sorted members, no space, numbers as RFC 8785 writes them', () => {
    const body = eventBody(OPERATION, event({ z: 1e21, a: [1.0, -0, 0.000001], ö: '\u0007\u2028' }), TS);
    expect(body.replace(/evt_\w{26}/, 'ID')).toBe(
      '{"actor":"admin","causation_id":null,"correlation_id":"req_1",' +
        '"data":{"a":[1,0,0.000001],"z":1e+21,"ö":"\\u0007\u2028"},"data_ref":{"id":"line_1","type":"twin"},' +
        '"id":"ID","ts":"2026-11-20T05:00:00.000Z","twin_id":"line_1","type":"TwinUpdated"}',
    );
  });

  it('gives each event an id of its own', () => {
    expect(eventBody(OPERATION, event({}), TS)).not.toBe(eventBody(OPERATION, event({}), TS));
  });

  it.each([[{ x: NaN }], [{ x: Infinity }], [{ x: '\ud800' }]])('refuses what has no canonical form (%p)', (data) => {
    expect(() => eventBody(OPERATION, event(data), TS)).toThrow();
  });
});

describe('loggedEvent', () => {
  it('gives a consumer what was told', () => {
    const body = eventBody({ ...OPERATION, causationId: 'evt_0' }, event({ a: { b: 1 } }), TS);
    const stored = { tenant: 'default', position: 7, type: 'TwinUpdated', twinId: 'line_1', hash: '', body };
    expect(loggedEvent(stored)).toEqual({
      id: expect.stringMatching(/^evt_/),
      tenant: 'default',
      position: 7,
      type: 'TwinUpdated',
      ts: '2026-11-20T05:00:00.000Z',
      twinId: 'line_1',
      actor: 'admin',
      correlationId: 'req_1',
      causationId: 'evt_0',
      dataRef: { type: 'twin', id: 'line_1' },
      data: { a: { b: 1 } },
    });
  });
});

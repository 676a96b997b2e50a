import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readSchema } from '../../platform/schemas/schema-files.js';
import { dataSchemaOf, EVENT_TYPES } from '../event-types.js';
import { asyncApi } from './async-api.js';

interface Referable {
  readonly $ref: string;
}

interface Document {
  readonly servers: Record<string, object>;
  readonly channels: Record<string, { address: string; parameters?: object; messages: Record<string, Referable> }>;
  readonly operations: Record<string, { action: string; channel: Referable; messages: Referable[] }>;
  readonly components: {
    readonly messages: Record<string, { payload: object }>;
    readonly schemas: Record<string, object>;
    readonly securitySchemes: Record<string, { type: string }>;
  };
}

const document = asyncApi({ version: '1.2.3', httpPort: 8000, mqttPort: 18830, namespace: 'site' }) as Document;

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === '$ref' ? [part as string] : references(part)));
}

/** What a JSON pointer behind # leads to in the document. */
function at(reference: string): unknown {
  const parts = reference.slice(2).split('/');
  return parts.reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document);
}

/** Validates what a message carries, as a reader of the document would. */
function payloadCheck(name: string): (payload: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, schemas: [{ ...document, $id: 'https://opstwin.dev/asyncapi.json' }] });
  addFormats.default(ajv);
  return ajv.compile({ $ref: `https://opstwin.dev/asyncapi.json#/components/messages/${name}/payload` });
}

describe('the AsyncAPI document', () => {
  it('is of version 3.0.0, and has the parts that AsyncAPI asks for', () => {
    expect(document).toMatchObject({ asyncapi: '3.0.0', info: { title: 'OpsTwin', version: '1.2.3' } });
    for (const server of Object.values(document.servers)) {
      expect(server).toEqual(
        expect.objectContaining({ host: '{host}', protocol: expect.stringMatching(/^(http|mqtt)$/) }),
      );
    }
    for (const name of [document.channels, document.operations, document.components.messages].flatMap(Object.keys)) {
      expect(name).toMatch(/^[A-Za-z0-9_-]+$/);
    }
  });

  it('has no reference that leads nowhere, or outside', () => {
    const found = references(document);
    expect(found.length).toBeGreaterThan(50);
    for (const reference of found) expect([reference, typeof at(reference)]).toEqual([reference, 'object']);
  });

  it('has a parameter for each part of an address, and no others', () => {
    for (const { address, parameters = {} } of Object.values(document.channels)) {
      const parts = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(parameters)).toEqual(parts);
    }
    expect(document.channels.telemetry?.address).toBe('site/{tenant}/{twin_id}/{asset_id}/telemetry');
  });

  it('has operations on channels, with messages that these have', () => {
    for (const { action, channel, messages } of Object.values(document.operations)) {
      expect(['send', 'receive']).toContain(action);
      for (const { $ref } of messages) expect($ref.startsWith(`${channel.$ref}/messages/`)).toBe(true);
    }
  });

  it('has a message for each type of event, which takes such events and no others', () => {
    expect(Object.keys(document.channels.events?.messages ?? {})).toEqual(['hello', ...EVENT_TYPES]);
    for (const type of EVENT_TYPES) {
      const [data] = readSchema(dataSchemaOf(type)).examples as [object];
      const fits = payloadCheck(type);
      const event = {
        id: 'evt_01JD4ZK2V8Q6W9Y3N5B7C1D0EF',
        cursor: '0000000000000001',
        type,
        ts: '2026-11-20T05:00:00.000Z',
        twin_id: null,
        actor: 'admin',
        correlation_id: 'req_1',
        causation_id: null,
        data_ref: null,
        data,
        hash: 'ab'.repeat(32),
      };
      expect([type, fits(event)]).toEqual([type, true]);
      expect([type, fits({ ...event, type: 'Another' })]).toEqual([type, false]);
      expect([type, fits({ ...event, data: {} })]).toEqual([type, false]);
    }
  });

  it('describes readings without the ids of the topic, one or several, and commands', () => {
    const reading = payloadCheck('telemetry');
    expect(reading({ metrics: { temperature: 85.2 } })).toBe(true);
    expect(reading([{ metrics: { temperature: 85.2 }, ts: 1795150800 }])).toBe(true);
    expect(reading({ values: {} })).toBe(false);
    const command = payloadCheck('command');
    const known = {
      action_id: 'act_1',
      type: 'set_parameter',
      params: { setpoint: 85.2 },
      ts: '2026-11-20T05:00:00.000Z',
    };
    expect(command(known)).toBe(true);
    expect(command({ ...known, ts: undefined, type: 'X' })).toBe(false);
  });
});

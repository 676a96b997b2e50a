import { describe, expect, it } from '@jest/globals';
import { ADAPTER_EXAMPLES, adapterFaults } from './adapter-validator.js';

const TOPIC = { template: 'p/{twin_id}/{asset_id}', payload: 'json' };
const MQTT = { name: 'a', kind: 'mqtt', enabled: true, url: 'mqtt://broker', protocol: '5', topics: [TOPIC] };
const FILE = { name: 'a', kind: 'file', enabled: true, path: 'a/b.ndjson', format: 'ndjson' };
const CSV = { time: 't', twin_id: 'line', asset_id: 'oven' };

function pointers(document: unknown): string[] {
  return adapterFaults(document).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('adapterFaults', () => {
  it.each([...ADAPTER_EXAMPLES, MQTT, FILE, { ...FILE, format: 'csv', csv: CSV }])('finds none in %j', (document) => {
    expect(adapterFaults(document)).toEqual([]);
  });

  it.each([
    [7, ' type'],
    [{ ...MQTT, kind: 'opcua' }, '/kind enum'],
    [{ ...MQTT, path: 'x' }, '/path unknown-field'],
    [{ ...FILE, url: 'mqtt://x' }, '/url unknown-field'],
    [{ ...MQTT, password: 'secret' }, '/password type'],
    [{ ...MQTT, password: { env: 'JWT_SECRET' } }, '/password/env pattern'],
    [{ ...MQTT, url: 'mqtt://user:secret@broker' }, '/url pattern'],
    [{ ...MQTT, url: 'mqtt://broker:99999' }, '/url format'],
    [{ ...MQTT, tls: {} }, '/tls tls'],
    [{ ...MQTT, url: 'mqtts://b', tls: { key: { env: 'OPSTWIN_SECRET_K' } } }, '/tls tls'],
    [{ ...MQTT, topics: [{ ...TOPIC, template: 'a/{twin_id}{asset_id}' }] }, '/topics/0/template template'],
    [{ ...MQTT, topics: [{ ...TOPIC, payload: 'number' }] }, '/topics/0/metric required'],
    [{ ...MQTT, topics: [{ ...TOPIC, twin_id: 'line' }] }, '/topics/0/twin_id named-twice'],
    [{ ...MQTT, source: 's', topics: [{ ...TOPIC, payload: 'number' }] }, '/topics/0/payload source'],
    [{ ...MQTT, status_topic: 'p/{twin_id}' }, '/status_topic template'],
    [{ ...FILE, path: '../x' }, '/path path'],
    [{ ...FILE, path: '/etc/passwd' }, '/path pattern'],
    [{ ...FILE, format: 'csv' }, '/csv required'],
    [{ ...FILE, csv: CSV }, '/csv unknown-field'],
    [{ ...FILE, format: 'csv', csv: { ...CSV, twin_column: 'x' } }, '/csv/twin_id required'],
    [{ ...FILE, format: 'csv', csv: { time: 't', twin_id: 'line' } }, '/csv/asset_id required'],
    [{ ...FILE, format: 'csv', csv: { ...CSV, delimiter: ',', decimal: ',' } }, '/csv/delimiter delimiter'],
  ])('finds in %j %s', (document, fault) => {
    expect(pointers(document)).toContain(fault);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdapterClient } from './adapters/adapter-client.js';
import { TestBroker } from './adapters/test-broker.js';
import { readLog } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { freePort } from './harness/ports.js';
import { waitFor } from './harness/wait-for.js';

describe('MQTT adapters', () => {
  let server: OpsTwinProcess;
  let adapters: AdapterClient;
  let broker: TestBroker;
  const brokers: TestBroker[] = [];

  beforeAll(async () => {
    broker = await TestBroker.start();
    brokers.push(broker);
    server = await OpsTwinProcess.start();
    adapters = new AdapterClient(server);
  });

  afterAll(async () => {
    await server.stop();
    await Promise.all(brokers.map((one) => one.stop()));
  });

  function document(name: string, more: object = {}): object {
    return {
      name,
      kind: 'mqtt',
      enabled: true,
      url: broker.url,
      protocol: '3.1.1',
      topics: [{ template: `${name}/{twin_id}/{asset_id}/{metric}`, payload: 'number' }],
      ...more,
    };
  }

  it('stores what comes on topics, as their templates say, and counts it', async () => {
    const topics = [
      { template: 'plant/{twin_id}/{asset_id}/{metric}', payload: 'number' },
      { template: 'site/{asset_id}/json', payload: 'json', twin_id: 'line_2', qos: 0 },
    ];
    await adapters.add(document('templates', { topics }));
    await adapters.connected('templates');
    const device = await broker.device();
    await device.publishAsync('plant/line_1/oven/temperature', '85.2', { qos: 1 });
    await device.publishAsync('plant/line_1/oven/temperature', 'hot', { qos: 1 });
    await device.publishAsync('site/press/json', '[{"ts":1795150800,"metrics":{"force":1}},{"metrics":{"force":2}}]');
    const seen = await adapters.until('templates', 'three messages', ({ messages }) => messages === 3);
    expect(seen).toMatchObject({ status: 'connected', accepted: 3, rejected: 1, last_error: null });
    expect(seen.last_rejection).toBe('The payload is no number');
    expect(seen.processes).toHaveLength(1);
    expect(await adapters.values('line_1', 'oven', 'temperature')).toEqual([85.2]);
    expect(await adapters.values('line_2', 'press', 'force')).toEqual([1, 2]);
  });

  it('lets a source make the readings, and waits for one that is not there yet', async () => {
    const topics = [{ template: 'mapped/{asset_id}', payload: 'json' }];
    await adapters.add(document('mapped', { topics, source: 'gateway' }));
    await adapters.connected('mapped');
    const device = await broker.device();
    await device.publishAsync('mapped/oven', '{"t":85.2}', { qos: 1 });
    await device.publishAsync('mapped/oven', 'no json', { qos: 1 });
    const { last_error } = await adapters.until('mapped', 'failed', ({ status }) => status === 'backing_off');
    expect(last_error).toBe('There is no source gateway.');
    const source = {
      name: 'gateway',
      twin: { value: 'line_4' },
      asset: { from: '/asset_id' },
      metrics: [{ metric: 'heat', from: '/t' }],
    };
    expect((await server.post('/telemetry/sources', source, server.token('admin'))).status).toBe(201);
    // A message whose acknowledgement was lost with the connection comes, and counts, again.
    await adapters.until('mapped', 'both messages', ({ accepted, rejected }) => accepted >= 1 && rejected >= 1);
    expect(await adapters.values('line_4', 'oven', 'heat')).toEqual([85.2]);
  });

  it('tells of assets that go online and, by their last wills, offline; once each', async () => {
    await adapters.add(document('statuses', { status_topic: 'statuses/{twin_id}/{asset_id}/status' }));
    await adapters.connected('statuses');
    const topic = 'statuses/line_7/oven/status';
    const device = await broker.device({
      will: { topic, payload: Buffer.from('offline'), qos: 1, retain: true },
    });
    for (const payload of ['online', '{"online":true}', 'perhaps']) {
      await device.publishAsync(topic, payload, { qos: 1, retain: true });
    }
    await adapters.until('statuses', 'all of them', ({ messages }) => messages === 3);
    device.stream.destroy();
    const events = await waitFor('the events', async () => {
      const log = await readLog(server, ['AssetConnectionChanged']);
      return log.length === 2 && log;
    });
    expect(events.map(({ twin_id, data }) => ({ twin_id, ...data }))).toEqual([
      { twin_id: 'line_7', asset_id: 'oven', connected: true, adapter: 'statuses' },
      { twin_id: 'line_7', asset_id: 'oven', connected: false, adapter: 'statuses' },
    ]);
    expect((await adapters.get('statuses')).rejected).toBe(1);
  });

  it('lets none be stopped by another that fails, and brings that one back when it can work', async () => {
    const port = await freePort();
    await adapters.add(document('absent', { url: `mqtt://127.0.0.1:${port}` }));
    await adapters.add(document('unset', { password: { env: 'OPSTWIN_SECRET_UNSET' }, username: 'u' }));
    await adapters.add(document('present'));
    const failed = await adapters.until('unset', 'failed', ({ status }) => status === 'failed');
    expect(failed.last_error).toContain('OPSTWIN_SECRET_UNSET is not set');
    const waiting = await adapters.until('absent', 'backed off', ({ status }) => status === 'backing_off');
    expect(waiting.last_error).toContain('ECONNREFUSED');
    await adapters.connected('present');
    const device = await broker.device();
    await device.publishAsync('present/line_5/oven/heat', '1', { qos: 1 });
    await adapters.until('present', 'its message', ({ accepted }) => accepted === 1);

    const late = await TestBroker.start({ port });
    brokers.push(late);
    await adapters.connected('absent');
    await (await late.device()).publishAsync('absent/line_5/oven/load', '2', { qos: 1 });
    await adapters.until('absent', 'its message', ({ accepted }) => accepted === 1);
    await late.stop();
    await adapters.until('absent', 'noticed the end', ({ status }) => status === 'backing_off');
    expect((await adapters.get('present')).status).toBe('connected');
  });

  it('takes a changed document up, and leaves what the old one asked for', async () => {
    await adapters.add(document('changed'));
    await adapters.connected('changed');
    const topics = [{ template: 'new/{twin_id}/{asset_id}/{metric}', payload: 'number' }];
    const put = await adapters.put('changed', document('changed', { topics }));
    expect([put.status, put.body.revision]).toEqual([200, 2]);
    const device = await broker.device();
    await waitFor('the new subscription', async () => {
      await device.publishAsync('new/line_8/oven/heat', '2', { qos: 1 });
      return (await adapters.get('changed')).accepted > 0;
    });
    const { messages } = await adapters.get('changed');
    await device.publishAsync('changed/line_8/oven/heat', '1', { qos: 1 });
    await device.publishAsync('new/line_8/oven/heat', '3', { qos: 1 });
    await waitFor('the last', async () => (await adapters.values('line_8', 'oven', 'heat')).includes(3));
    expect(await adapters.values('line_8', 'oven', 'heat')).not.toContain(1);
    expect((await adapters.get('changed')).rejected).toBe(0);
    expect(messages).toBeGreaterThan(0);

    await adapters.put('changed', document('changed', { topics, enabled: false }));
    await adapters.until(
      'changed',
      'ended',
      ({ status, processes }) => status === 'disabled' && processes.length === 0,
    );
    expect((await adapters.remove('changed')).status).toBe(204);
    expect((await adapters.remove('changed')).status).toBe(404);
  });

  it('keeps documents by name, for those who may', async () => {
    const given = document('kept', { enabled: false, description: 'For the plant.' });
    const posted = await adapters.post(given);
    expect([posted.status, posted.headers.get('location')]).toEqual([201, '/telemetry/adapters/kept']);
    expect(posted.body).toMatchObject({ name: 'kept', document: given, status: 'disabled', revision: 1 });
    expect((await adapters.post(given)).status).toBe(409);
    expect((await adapters.put('kept', given)).body.revision).toBe(1);
    expect((await adapters.put('unknown', { ...given, name: 'unknown' })).status).toBe(404);
    const other = await adapters.put('kept', { ...given, name: 'other' });
    expect([other.status, other.text]).toEqual([422, expect.stringContaining('"/name"')]);
    const faulty = await adapters.post({ ...given, topics: [{ template: 'a/{b}', payload: 'xml' }] });
    expect([faulty.status, faulty.text]).toEqual([422, expect.stringContaining('"/topics/0/payload"')]);
    const unwatched = await adapters.post({ name: 'f', kind: 'file', enabled: true, path: 'a', format: 'ndjson' });
    expect([unwatched.status, unwatched.text]).toEqual([422, expect.stringContaining('OPSTWIN_WATCH_DIR')]);

    for (const token of [server.token('viewer'), server.token('admin', { twins: ['line_*'] })]) {
      expect((await server.post('/telemetry/adapters', given, token)).status).toBe(403);
      expect((await server.post('/telemetry/adapters/test', given, token)).status).toBe(403);
    }
    expect((await server.get('/telemetry/adapters/kept', server.token('admin', { tenant: 'x' }))).status).toBe(404);
    const path = '/telemetry/adapters?limit=2';
    const first = await server.get<{ items: unknown[]; next_page_token: string }>(path, server.token('viewer'));
    expect(first.body.items).toHaveLength(2);
    const next = `${path}&page_token=${first.body.next_page_token}`;
    expect((await server.get<{ items: unknown[] }>(next, server.token('viewer'))).body.items).toHaveLength(2);
    const events = await readLog(server, ['AdapterConfigured']);
    expect(events.filter(({ data }) => data.name === 'kept').map(({ data }) => data)).toEqual([
      { name: 'kept', kind: 'mqtt', enabled: false, revision: 1 },
    ]);
  });
});

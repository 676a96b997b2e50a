import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AdapterClient } from './adapters/adapter-client.js';
import { TestBroker } from './adapters/test-broker.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';

describe('MQTT adapters of a server that ends', () => {
  let server: OpsTwinProcess;
  let adapters: AdapterClient;
  let broker: TestBroker;

  beforeAll(async () => {
    broker = await TestBroker.start();
    server = await OpsTwinProcess.start();
    adapters = new AdapterClient(server);
  });

  afterAll(async () => {
    await server.stop();
    await broker.stop();
  });

  async function add(name: string): Promise<void> {
    const topics = [{ template: `${name}/{twin_id}/{asset_id}`, payload: 'json' }];
    await adapters.add({ name, kind: 'mqtt', enabled: true, url: broker.url, protocol: '3.1.1', topics });
    await adapters.connected(name);
  }

  it('acknowledges a message after its commit: when the server is killed in between, it comes again', async () => {
    await add('committed');
    const device = await broker.device();
    const database = new pg.Client({ connectionString: await server.databaseUrl() });
    await database.connect();
    const before = broker.acknowledged;
    await database.query('BEGIN; LOCK TABLE series IN ACCESS EXCLUSIVE MODE');
    await device.publishAsync('committed/killed/oven', '{"ts":1795150800,"metrics":{"a":7}}', { qos: 1 });
    await waitFor('the store to wait for the lock', async () => {
      const { rows } = await database.query(`SELECT FROM pg_locks WHERE NOT granted AND relation = 'series'::regclass`);
      return rows.length > 0;
    });
    expect(broker.acknowledged).toBe(before);
    await server.kill();
    await database.query('ROLLBACK');
    const { rows } = await database.query(`SELECT FROM series WHERE twin_id = 'killed'`);
    expect(rows).toEqual([]);
    await database.end();
    await server.restart();
    await waitFor('the message', async () => (await adapters.values('killed', 'oven', 'a')).length === 1);
    expect(await adapters.values('killed', 'oven', 'a')).toEqual([7]);
    await waitFor('its acknowledgement', () => Promise.resolve(broker.acknowledged > before));
  });

  it('finishes what is in hand when the server is stopped, and goes on after it', async () => {
    await add('stopped');
    const device = await broker.device();
    const publish = async (from: number) => {
      for (let i = from; i < from + 200; i++) {
        await device.publishAsync('stopped/line_6/oven', `{"ts":${1_795_150_800 + i},"metrics":{"a":${i}}}`, {
          qos: 1,
        });
        if (i % 50 === 0) await sleep(1);
      }
    };
    const publishing = publish(0);
    const code = await server.terminate();
    await publishing;
    await server.restart();
    await waitFor('all of them', async () => (await adapters.values('line_6', 'oven', 'a')).length === 200);
    expect(code).toBe(0);
    expect(await adapters.values('line_6', 'oven', 'a')).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });
});

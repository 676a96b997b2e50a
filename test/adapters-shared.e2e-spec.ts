import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import { AdapterClient } from './adapters/adapter-client.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';

const BROKER = process.env.TEST_MQTT_URL ?? 'mqtt://127.0.0.1:1883';
const START = 1_795_150_800;

if (!SERVICES) {
  console.warn('SKIPPED: adapters in several processes. They need external services: npm run test:services');
}

(SERVICES ? describe : describe.skip)('MQTT 5 adapters in several processes', () => {
  let server: OpsTwinProcess;
  let gateways: OpsTwinProcess[];
  let adapters: AdapterClient;
  let device: MqttClient;

  beforeAll(async () => {
    server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api' });
    const ingest = { OPSTWIN_ROLES: 'ingest' };
    gateways = await Promise.all([server.sibling(ingest), server.sibling(ingest)]);
    adapters = new AdapterClient(server);
    device = await connectAsync(BROKER, { protocolVersion: 5 });
  });

  afterAll(async () => {
    for (const name of ['shared', 'single']) {
      await adapters.put(name, document(name, { enabled: false }));
      await adapters.until(name, 'ended', ({ processes }) => processes.length === 0);
    }
    await Promise.all(gateways.map((gateway) => gateway.terminate()));
    await device.endAsync();
    await server.stop();
  });

  function document(name: string, more: object = {}): object {
    const template = `${server.namespace}-${name}/{twin_id}/{asset_id}`;
    const topics = [{ template, payload: 'json' }];
    return { name, kind: 'mqtt', enabled: true, url: BROKER, protocol: '5', topics, ...more };
  }

  /** Publishes readings of the values from the first up to the last. */
  async function publish(name: string, from: number, to: number): Promise<void> {
    for (let value = from; value <= to; value++) {
      const reading = JSON.stringify({ ts: START + value, metrics: { a: value } });
      await device.publishAsync(`${server.namespace}-${name}/${name}/oven`, reading, { qos: 1 });
    }
  }

  async function untilStored(name: string, count: number): Promise<void> {
    await waitFor(`${count} values of ${name}`, async () => {
      return (await adapters.values(name, 'oven', 'a')).length >= count;
    });
    const values = await adapters.values(name, 'oven', 'a');
    expect(values).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  }

  it('split the messages of a shared subscription, and lose none when one of them is killed', async () => {
    await adapters.add(document('shared', { share: server.namespace }));
    await adapters.until('shared', 'two processes', ({ status, processes }) => {
      return processes.length === 2 && status === 'connected';
    });
    await publish('shared', 1, 200);
    await untilStored('shared', 200);
    const { processes } = await adapters.until('shared', 'counted all', ({ messages }) => messages === 200);
    for (const { messages } of processes) expect(messages).toBeGreaterThan(50);

    await gateways[0]?.kill();
    await publish('shared', 201, 300);
    await gateways[0]?.restart();
    await untilStored('shared', 300);
  });

  it('run what is not shared in one process, and in another when that ends', async () => {
    await adapters.add(document('single'));
    const [first] = (await adapters.connected('single')).processes;
    await publish('single', 1, 20);
    await untilStored('single', 20);
    expect((await adapters.get('single')).processes).toEqual([expect.objectContaining(first as object)]);

    const runner = gateways.find(({ pid }) => first?.process.endsWith(`:${pid ?? ''}`));
    expect(runner).toBeDefined();
    await runner?.kill();
    await publish('single', 21, 40);
    await untilStored('single', 40);
    const { processes } = await adapters.until('single', 'another process', ({ processes: [one] }) => {
      return one !== undefined && one.process !== first?.process;
    });
    expect(processes).toHaveLength(1);
    await runner?.restart();
  });
});

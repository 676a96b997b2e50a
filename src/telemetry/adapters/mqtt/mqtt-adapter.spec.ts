import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';
import type { MqttDocument } from '../documents/adapter-document.js';
import { HostRule } from '../domain/host-rule.js';
import { MqttAdapter } from './mqtt-adapter.js';

describe('MqttAdapter', () => {
  let broker: Aedes;
  let server: Server;
  let url: string;
  /** Whether the broker answers no subscription of a client that has logged in. */
  let silent: boolean;

  beforeEach(async () => {
    silent = false;
    broker = await Aedes.createBroker({
      authorizeSubscribe: (client, subscription, done) => {
        if (!silent || !client.connected) done(null, subscription);
      },
    });
    server = createServer((socket) => void broker.handle(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.close();
    await new Promise<void>((done) => {
      broker.close(done);
    });
  });

  function adapter(take: () => Promise<void>): MqttAdapter {
    const document: MqttDocument = {
      name: 'press',
      kind: 'mqtt',
      enabled: true,
      url,
      protocol: '3.1.1',
      topics: [{ template: 'plant/{twin_id}/{asset_id}/{metric}', payload: 'number' }],
    };
    const access = {
      host: '127.0.0.1',
      port: Number(new URL(url).port),
      hosts: new HostRule(undefined),
      tls: undefined,
      username: undefined,
      password: undefined,
    };
    const made = new MqttAdapter(document, 'session', () => access, take, new AbortController().signal);
    made.ended.catch(() => undefined);
    return made;
  }

  async function keepMessagesInSession(count: number): Promise<void> {
    const before = await connectAsync(url, { clientId: 'session', clean: false, reconnectPeriod: 0 });
    await before.subscribeAsync('plant/+/+/+', { qos: 1 });
    await before.endAsync();
    const device = await connectAsync(url);
    for (let i = 0; i < count; i += 1) await device.publishAsync(`plant/line/oven_${i}/heat`, '1', { qos: 1 });
    await device.endAsync();
  }

  it('can be closed when a message cannot be taken while the broker has not answered yet', async () => {
    await keepMessagesInSession(3);
    silent = true;
    const failing = adapter(() => Promise.reject(new Error('no room')));
    const established = failing.connect().then(() => failing.subscribe());
    established.catch(() => undefined);
    await expect(failing.ended).rejects.toThrow('no room');
    await failing.close();
    while (broker.connectedClients > 0) await once(broker, 'clientDisconnect');
  });

  it('is told again what it could not take', async () => {
    await keepMessagesInSession(3);
    const failing = adapter(() => Promise.reject(new Error('no room')));
    failing.connect().catch(() => undefined);
    await expect(failing.ended).rejects.toThrow('no room');
    await failing.close();
    let taken = 0;
    await new Promise<void>((resolve, reject) => {
      const working = adapter(() => {
        taken += 1;
        if (taken === 3) working.close().then(resolve, reject);
        return Promise.resolve();
      });
      working.connect().catch(reject);
    });
    expect(taken).toBe(3);
  });
});

import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectAsync } from 'mqtt';
import { startBroker, type RunningBroker } from '../../../platform/mqtt/test-broker.fixture.js';
import type { MqttDocument } from '../documents/adapter-document.js';
import { HostRule } from '../domain/host-rule.js';
import { MqttAdapter } from './mqtt-adapter.js';

describe('MqttAdapter', () => {
  let running: RunningBroker;
  /** Whether the broker answers no subscription of a client that has logged in. */
  let silent: boolean;

  beforeEach(async () => {
    silent = false;
    running = await startBroker({
      authorizeSubscribe: (client, subscription, done) => {
        if (!silent || !client.connected) done(null, subscription);
      },
    });
  });

  afterEach(() => running.stop());

  function adapter(take: () => Promise<void>): MqttAdapter {
    const document: MqttDocument = {
      name: 'press',
      kind: 'mqtt',
      enabled: true,
      url: running.url,
      protocol: '3.1.1',
      topics: [{ template: 'plant/{twin_id}/{asset_id}/{metric}', payload: 'number' }],
    };
    const access = {
      host: '127.0.0.1',
      port: running.port,
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
    const before = await connectAsync(running.url, { clientId: 'session', clean: false, reconnectPeriod: 0 });
    await before.subscribeAsync('plant/+/+/+', { qos: 1 });
    await before.endAsync();
    const device = await connectAsync(running.url);
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
    while (running.broker.connectedClients > 0) await once(running.broker, 'clientDisconnect');
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

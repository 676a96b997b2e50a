import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { endConnection } from './end-connection.js';
import { startBroker, type RunningBroker } from './test-broker.fixture.js';

describe('endConnection', () => {
  let running: RunningBroker;

  beforeEach(async () => {
    // A broker that never answers a subscription.
    running = await startBroker({ authorizeSubscribe: () => undefined });
  });

  afterEach(() => running.stop());

  function connect(options: IClientOptions = {}): Promise<MqttClient> {
    return connectAsync(running.url, { reconnectPeriod: 0, ...options });
  }

  function will(payload: string): IClientOptions['will'] {
    return { topic: 'wills', payload: Buffer.from(payload), qos: 1, retain: false };
  }

  it('says goodbye, so that the last will is not told', async () => {
    const told: string[] = [];
    running.broker.on('publish', ({ topic, payload }) => {
      if (topic === 'wills') told.push(payload.toString());
    });
    const polite = await connect({ will: will('polite') });
    const rude = await connect({ will: will('rude') });
    await endConnection(polite);
    rude.stream.destroy();
    while (told.length === 0) await once(running.broker, 'publish');
    expect(told).toEqual(['rude']);
  });

  it.each([
    ['is being lost', true],
    ['stands', false],
  ])('ends a connection that %s while a request is outstanding', async (_what, lost) => {
    const client = await connect();
    const answer = client.subscribeAsync('a', { qos: 1 }).catch((error: unknown) => error);
    if (lost) client.stream.destroy();
    await endConnection(client);
    expect(client.stream.closed).toBe(true);
    expect(await answer).toBeInstanceOf(Error);
  });

  it('ends one that has ended', async () => {
    const client = await connect();
    client.stream.destroy();
    await once(client.stream, 'close');
    await endConnection(client);
    await endConnection(client);
    expect(client.connected).toBe(false);
  });
});

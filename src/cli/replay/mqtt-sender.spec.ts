import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Aedes, type AedesOptions } from 'aedes';
import { MqttSender, type MqttSenderOptions } from './mqtt-sender.js';
import { readingOf as reading } from './reading.fixture.js';

const TOPIC = 'opstwin/default/line_3/etch_7/telemetry';

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('MqttSender', () => {
  const sockets = new Set<Socket>();
  const notes: string[] = [];
  let broker: Aedes;
  let server: Server;
  let senders: MqttSender[];

  async function start(options: AedesOptions): Promise<void> {
    broker = await Aedes.createBroker(options);
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      broker.handle(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  }

  function connect(options: Partial<MqttSenderOptions> = {}): MqttSender {
    const sender = new MqttSender({
      url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
      namespace: 'opstwin',
      tenant: 'default',
      token: 'secret',
      window: 50,
      retryForMs: 20_000,
      signal: new AbortController().signal,
      notify: (message) => notes.push(message),
      ...options,
    });
    senders.push(sender);
    return sender;
  }

  beforeEach(() => {
    senders = [];
    notes.length = 0;
  });

  afterEach(async () => {
    await Promise.all(senders.map((sender) => sender.close()));
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    await new Promise<void>((resolve) => {
      broker.close(resolve);
    });
  });

  it('publishes readings without ids on the topic that names them, with the token as password', async () => {
    const seen: unknown[] = [];
    await start({
      authenticate: (_client, username, password, done) => {
        seen.push(username, password?.toString());
        done(null, true);
      },
      authorizePublish: (_client, packet, done) => {
        seen.push(packet.topic, packet.qos, JSON.parse(packet.payload.toString()));
        done(null);
      },
    });
    const sender = connect();
    await sender.send([reading(1), reading(2)]);
    await sender.send([reading(3)]);
    expect(seen).toEqual([
      'token',
      'secret',
      TOPIC,
      1,
      [
        { ts: '2013-12-02T21:15:01.000Z', metrics: { temperature: 1 } },
        { ts: '2013-12-02T21:15:02.000Z', metrics: { temperature: 2 } },
      ],
      TOPIC,
      1,
      { ts: '2013-12-02T21:15:03.000Z', metrics: { temperature: 3 } },
    ]);
  });

  it('publishes a message for each asset of a batch, and waits for all of them', async () => {
    const topics: string[] = [];
    await start({
      authorizePublish: (_client, packet, done) => {
        topics.push(packet.topic);
        setTimeout(() => {
          done(null);
        }, 20 * topics.length);
      },
    });
    await connect().send([reading(1), reading(2, { asset: 'etch_8' }), reading(3)]);
    expect(topics.sort()).toEqual([TOPIC, TOPIC.replace('etch_7', 'etch_8')]);
  });

  it('counts a batch only once the broker has acknowledged it', async () => {
    let store: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      void start({
        authorizePublish: (_client, _packet, done) => {
          store = () => {
            done(null);
          };
          resolve();
        },
      }).then(() => connect());
    });
    await delay(50);
    let counted = false;
    const sent = senders[0]?.send([reading(1)]).then(() => (counted = true));
    await arrived;
    await delay(100);
    expect(counted).toBe(false);
    store();
    await sent;
    expect(counted).toBe(true);
  });

  it('connects again after a cut and sends what was not acknowledged once more', async () => {
    const payloads: string[] = [];
    await start({
      authorizePublish: (client, packet, done) => {
        payloads.push(packet.payload.toString());
        if (payloads.length === 1) client?.conn.destroy();
        else done(null);
      },
    });
    await connect().send([reading(1)]);
    expect(payloads).toHaveLength(2);
    expect(payloads[0]).toBe(payloads[1]);
    expect(notes).toEqual([
      expect.stringContaining('connection closed; trying again'),
      expect.stringContaining('again'),
    ]);
  });

  it('stops when the broker refuses the token', async () => {
    await start({
      authenticate: (_client, _username, _password, done) => {
        done(Object.assign(new Error('no'), { returnCode: 4 }), false);
      },
    });
    await expect(connect().send([reading(1)])).rejects.toThrow('refused the connection');
  });

  it('stops when the broker closes the connection at every message', async () => {
    await start({
      authorizePublish: (_client, _packet, done) => {
        done(new Error('not yours'));
      },
    });
    await expect(connect().send([reading(1)])).rejects.toThrow(`closes the connection at each message on ${TOPIC}`);
  }, 15_000);

  it('gives up when no acknowledgement comes for too long', async () => {
    await start({ authorizePublish: () => undefined });
    await expect(connect({ retryForMs: 200 }).send([reading(1)])).rejects.toThrow('Gave up: no acknowledgement');
  });

  it('lets go of what is under way when it is interrupted', async () => {
    await start({ authorizePublish: () => undefined });
    const interruption = new AbortController();
    const sent = connect({ signal: interruption.signal }).send([reading(1)]);
    setTimeout(() => {
      interruption.abort();
    }, 50);
    await expect(sent).rejects.toThrow('interrupted');
  });
});

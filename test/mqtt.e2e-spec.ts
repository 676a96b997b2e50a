import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import pg from 'pg';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';

const START = Date.UTC(2026, 10, 20);

describe('telemetry by MQTT', () => {
  let server: OpsTwinProcess;
  let database: pg.Client;
  const clients: MqttClient[] = [];

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
    await waitFor('the bus', async () => (await server.get('/health/ready')).status === 200);
    database = await openDatabase();
  });

  afterAll(async () => {
    await Promise.all(clients.map((client) => client.endAsync(true)));
    await database.end();
    await server.stop();
  });

  async function openDatabase(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: await server.databaseUrl() });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async function device(token: string, options: IClientOptions = {}): Promise<MqttClient> {
    const credentials = SERVICES ? {} : { username: 'device', password: token };
    const client = await connectAsync(server.mqttUrl, { ...credentials, reconnectPeriod: 0, ...options });
    client.on('error', () => undefined);
    clients.push(client);
    return client;
  }

  function topic(twin: string, asset = 'tool', tenant = 'default'): string {
    return `${server.namespace}/${tenant}/${twin}/${asset}/telemetry`;
  }

  async function stored(twin: string): Promise<number[]> {
    const { rows } = await database.query<{ value: number }>(
      `SELECT value FROM sample JOIN series ON series.id = sample.series_id WHERE twin_id = $1 ORDER BY ts, metric`,
      [twin],
    );
    return rows.map((row) => row.value);
  }

  function payload(at: number, value: number): string {
    return JSON.stringify({ ts: new Date(START + at).toISOString(), metrics: { a: value } });
  }

  const embedded = SERVICES ? it.skip : it;
  const external = SERVICES ? it : it.skip;

  embedded('acknowledges a reading after it is stored', async () => {
    const client = await device(server.token('executor'));
    for (let i = 0; i < 20; i++) {
      await client.publishAsync(topic('acknowledged'), payload(i, i), { qos: 1 });
      expect(await stored('acknowledged')).toHaveLength(i + 1);
    }
  });

  it('stores one reading or many per message, with a time or without, whatever the quality of service', async () => {
    const client = await device(server.token('executor'));
    await client.publishAsync(topic('forms'), payload(1, 1), { qos: 1 });
    await client.publishAsync(topic('forms'), `[${payload(2, 2)},${payload(3, 3)}]`, { qos: 2 });
    await client.publishAsync(topic('forms'), '{"metrics":{"a":4}}', { qos: 0 });
    await waitFor('the readings', async () => (await stored('forms')).length === 4);
    expect(await stored('forms')).toEqual([4, 1, 2, 3].sort((a, b) => a - b));
    const { body } = await server.get<{ items: unknown[] }>(
      '/telemetry/query?twin_id=forms&asset_id=tool',
      server.token('viewer'),
    );
    expect(body.items).toHaveLength(4);
  });

  it('acknowledges what can never be stored, and takes the good part of it', async () => {
    const client = await device(server.token('executor'));
    for (const bad of ['', 'no json', '7', '{}', '{"metrics":{"a":"hot"}}', '{"twin_id":"other","metrics":{"a":1}}']) {
      await client.publishAsync(topic('bad'), bad, { qos: 1 });
    }
    await client.publishAsync(topic('bad'), `[7,${payload(1, 1)}]`, { qos: 1 });
    await waitFor('the good one', async () => (await stored('bad')).length === 1);
    expect(client.connected).toBe(true);
    expect(server.output).toContain('Refused a reading');
  });

  it('keeps many messages of one client in hand at once, and their order', async () => {
    const client = await device(server.token('executor'));
    const count = 500;
    await Promise.all(
      Array.from({ length: count }, (_, i) => client.publishAsync(topic('many'), payload(i, i), { qos: 1 })),
    );
    await waitFor('all of them', async () => (await stored('many')).length === count);
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM event_log WHERE twin_id = 'many' AND type = 'TelemetryAppended'`,
    );
    expect(rows[0]?.count).toBeLessThan(count / 3);
    const { rows: states } = await database.query<{ newest: string; count: string }>(
      `SELECT state->>'newest' AS newest, state->'baseline'->>'count' AS count
       FROM detector_state JOIN series ON series.id = series_id WHERE twin_id = 'many'`,
    );
    expect(states[0]?.newest).toBe(String(START + count - 1));
  });

  it('judges full groups of one client in order, though several are written at a time', async () => {
    const client = await device(server.token('executor'));
    const [messages, readings] = [6, 1500];
    const message = (nth: number): string => {
      const each = Array.from({ length: readings }, (_, i) => ({
        ts: START + nth * readings + i,
        metrics: { a: 1, b: 2, c: 3, d: 4 },
      }));
      return JSON.stringify(each);
    };
    await Promise.all(
      Array.from({ length: messages }, (_, nth) => client.publishAsync(topic('full'), message(nth), { qos: 1 })),
    );
    await waitFor('all of them', async () => (await stored('full')).length === messages * readings * 4);
    // A sample that came to be judged behind a newer one would be missing.
    const { rows } = await database.query<{ judged: number }>(
      `SELECT (state->'baseline'->>'count')::int AS judged
       FROM detector_state JOIN series ON series.id = series_id WHERE twin_id = 'full'`,
    );
    expect(rows.map(({ judged }) => judged)).toEqual(new Array(4).fill(messages * readings));
  });

  embedded('does not let in who has no good token', async () => {
    const attempt = (options: IClientOptions) =>
      connectAsync(server.mqttUrl, { reconnectPeriod: 0, ...options }, false);
    await expect(attempt({})).rejects.toThrow(/not authorized/i);
    await expect(attempt({ username: 'device', password: 'guess' })).rejects.toThrow(/not authorized/i);
    const expired = server.token('executor', { lifetime: -1 });
    await expect(attempt({ username: 'device', password: expired })).rejects.toThrow(/not authorized/i);
  });

  embedded('disconnects who publishes where it may not, and stores nothing', async () => {
    const cases: [string, string][] = [
      [server.token('executor'), topic('forbidden', 'tool', 'other')],
      [server.token('viewer'), topic('forbidden')],
      [server.token('executor', { twins: ['mine'] }), topic('forbidden')],
      [server.token('executor'), `${server.namespace}/default/forbidden/tool/command`],
      [server.token('executor'), `${topic('forbidden')}/more`],
      [server.token('executor'), `elsewhere/default/forbidden/tool/telemetry`],
    ];
    for (const [token, place] of cases) {
      const client = await device(token);
      const closed = new Promise<void>((resolve) => client.once('close', resolve));
      await Promise.race([client.publishAsync(place, payload(1, 1), { qos: 1 }).catch(() => undefined), closed]);
      await closed;
    }
    expect(await stored('forbidden')).toEqual([]);
  });

  embedded('ends a connection that sends too much at once', async () => {
    const client = await device(server.token('executor'));
    const closed = new Promise<void>((resolve) => client.once('close', resolve));
    client.publish(topic('large'), Buffer.alloc(9 * 1024 * 1024, 0x20), { qos: 1 });
    await closed;
    const many = await device(server.token('executor'));
    await many.publishAsync(topic('large'), Buffer.alloc(8 * 1024 * 1024, 0x20), { qos: 1 });
    expect(many.connected).toBe(true);
  });

  embedded('ends a connection when its token ends', async () => {
    const begun = performance.now();
    const client = await device(server.token('executor', { lifetime: 2 }));
    const closed = new Promise<void>((resolve) => client.once('close', resolve));
    await client.publishAsync(topic('brief'), payload(1, 1), { qos: 1 });
    await closed;
    expect(performance.now() - begun).toBeLessThan(6000);
    expect(await stored('brief')).toEqual([1]);
  });

  embedded('lets clients listen below their tenant only, and only to their twins', async () => {
    const listener = await device(server.token('viewer', { twins: ['heard'] }));
    const heard: string[] = [];
    listener.on('message', (place) => heard.push(place));
    for (const filter of ['#', '+/default/#', `${server.namespace}/#`, `${server.namespace}/other/#`, '$SYS/#']) {
      await expect(listener.subscribeAsync(filter, { qos: 1 })).rejects.toThrow();
    }
    await listener.subscribeAsync(`${server.namespace}/default/#`, { qos: 1 });
    const sender = await device(server.token('executor'));
    await sender.publishAsync(topic('unheard'), payload(1, 1), { qos: 1, retain: true });
    await sender.publishAsync(topic('heard'), payload(1, 1), { qos: 1 });
    await waitFor('the message', () => Promise.resolve(heard.length > 0));
    expect(heard).toEqual([topic('heard')]);
  });

  embedded('keeps one client’s session from another with its id', async () => {
    const first = await device(server.token('executor'), { clientId: 'same' });
    const second = await device(server.token('admin'), { clientId: 'same' });
    await first.publishAsync(topic('same'), payload(1, 1), { qos: 1 });
    await second.publishAsync(topic('same'), payload(2, 2), { qos: 1 });
    expect(await stored('same')).toEqual([1, 2]);
  });

  embedded('loses nothing that it acknowledged when it is killed', async () => {
    const client = await device(server.token('executor'));
    let acknowledged = 0;
    for (let i = 0; i < 2000; i++) {
      client.publish(topic('killed'), payload(i, i), { qos: 1 }, (error) => {
        if (!error) acknowledged += 1;
      });
    }
    await waitFor('some', () => Promise.resolve(acknowledged > 200), { everyMs: 1 });
    await server.kill();
    const certain = acknowledged;
    await server.restart();
    database = await openDatabase();
    expect((await stored('killed')).length).toBeGreaterThanOrEqual(certain);
  });

  external('takes what came while it was away', async () => {
    const client = await device('');
    await server.terminate();
    await client.publishAsync(topic('away'), payload(1, 1), { qos: 1 });
    await server.restart();
    await waitFor('the reading', async () => (await stored('away')).length === 1);
  });

  external('takes a message again that was in hand when it was killed', async () => {
    const client = await device('');
    const count = 900;
    await Promise.all(
      Array.from({ length: count }, (_, i) => client.publishAsync(topic('again'), payload(i, i), { qos: 1 })),
    );
    await server.kill();
    await server.restart();
    await waitFor('all of them', async () => (await stored('again')).length === count);
  });

  external('hands over to another process when it ends', async () => {
    const client = await device('');
    const other = await server.sibling();
    await server.kill();
    await client.publishAsync(topic('handed'), payload(1, 1), { qos: 1 });
    await waitFor('the reading', async () => (await stored('handed')).length === 1);
    await other.terminate();
    await server.restart();
  });
});

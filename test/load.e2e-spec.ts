import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { opstwin } from './harness/opstwin-cli.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';

// The embedded broker acknowledges what is stored, and takes tokens; a broker of its own does neither.
const embedded = SERVICES ? it.skip : it;

interface Report {
  readonly way: string;
  readonly model: string;
  readonly requests: number;
  readonly accepted_readings: number;
  readonly accepted_samples: number;
  readonly rejected_readings: number | null;
  readonly errors: Record<string, number>;
  readonly latency_ms: Record<string, number>;
}

describe('opstwin load', () => {
  let server: OpsTwinProcess;
  let database: pg.Client;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
    database = new pg.Client({ connectionString: await server.databaseUrl() });
    await database.connect();
  });

  afterAll(async () => {
    await database.end();
    await server.stop();
  });

  async function load(twin: string, ...args: string[]) {
    const environment = { OPSTWIN_URL: server.url, OPSTWIN_TOKEN: server.token('executor') };
    return opstwin(['load', '--twin', twin, '--seconds', '1', ...args], environment);
  }

  async function report(twin: string, ...args: string[]): Promise<Report> {
    const { code, stdout, stderr } = await load(twin, '--json', ...args);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as Report;
  }

  async function stored(twin: string): Promise<{ samples: number; assets: number; metrics: number }> {
    const { rows } = await database.query<{ samples: number; assets: number; metrics: number }>(
      `SELECT count(*)::int AS samples, count(DISTINCT asset_id)::int AS assets, count(DISTINCT metric)::int AS metrics
       FROM sample JOIN series ON series.id = sample.series_id WHERE twin_id = $1`,
      [twin],
    );
    return rows[0] ?? { samples: 0, assets: 0, metrics: 0 };
  }

  it('sends batches over several connections, all of which are stored once', async () => {
    const args = ['--connections', '3', '--batch', '20', '--metrics', '2', '--series', '7'];
    const { requests, accepted_readings, accepted_samples, errors, latency_ms, ...rest } = await report(
      'bulk',
      ...args,
    );
    expect(rest).toMatchObject({ way: 'http', model: 'closed', rejected_readings: 0 });
    expect([accepted_readings, accepted_samples, errors]).toEqual([requests * 20, requests * 40, {}]);
    expect(await stored('bulk')).toEqual({ samples: accepted_samples, assets: 7, metrics: 2 });
    expect(latency_ms.p50).toBeGreaterThan(0);
    expect(latency_ms.max).toBeGreaterThanOrEqual(latency_ms.p99 ?? Infinity);
  });

  it('sends single readings at a rate', async () => {
    const { model, requests, accepted_samples } = await report('singles', '--single', '--rate', '40', '--metrics', '3');
    expect(model).toBe('open');
    expect(requests).toBe(40);
    expect(await stored('singles')).toMatchObject({ samples: accepted_samples, metrics: 3 });
  });

  function mqtt(): string[] {
    return ['--mqtt', server.mqttUrl, '--namespace', server.namespace, '--window', '5', '--batch', '4'];
  }

  embedded('publishes over MQTT as fast as it is acknowledged, and counts what is stored', async () => {
    const { way, rejected_readings, accepted_samples, errors } = await report('mqtt', ...mqtt(), '--connections', '2');
    expect([way, rejected_readings, errors]).toEqual(['mqtt', null, {}]);
    expect(accepted_samples).toBeGreaterThan(0);
    expect((await stored('mqtt')).samples).toBe(accepted_samples);
  });

  it('publishes over MQTT at a rate, and counts what is acknowledged', async () => {
    const { model, accepted_readings, accepted_samples } = await report('paced', ...mqtt(), '--rate', '200');
    expect([model, accepted_readings]).toEqual(['open', 200]);
    await waitFor('what the broker took', async () => (await stored('paced')).samples === accepted_samples);
  });

  it('prints what it measures for people', async () => {
    const { code, stdout } = await load('people', '--faults', '600', '--batch', '10');
    expect(code).toBe(0);
    expect(stdout).toMatch(/ 1 s +[\d,]+ readings\/s +[\d,]+ samples\/s +p50 [\d.]+ ms/);
    expect(stdout).toMatch(/latency +p50 .* p99\.9 .* max/);
    expect(stdout).toContain('closed model');
    expect(stdout).toMatch(/errors +none/);
  });

  it('ends with a message when the server refuses', async () => {
    const environment = { OPSTWIN_URL: server.url, OPSTWIN_TOKEN: server.token('viewer') };
    const http = await opstwin(['load', '--seconds', '5'], environment);
    expect(http.code).toBe(1);
    expect(http.stderr).toMatch(/opstwin load: http.* refused the readings: 403/);
    expect((await load('few', '--connections', '8', '--series', '4')).stderr).toContain('at least --connections');
  });

  embedded('ends with a message when the broker refuses', async () => {
    const mqtt = await opstwin(['load', '--seconds', '5', '--mqtt', server.mqttUrl], { OPSTWIN_TOKEN: 'none' });
    expect(mqtt.code).toBe(1);
    expect(mqtt.stderr).toContain('it does not take the token');
  });
});

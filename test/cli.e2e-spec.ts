import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { opstwin } from './harness/opstwin-cli.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';

describe('opstwin', () => {
  it('names its commands', async () => {
    const { code, stdout } = await opstwin(['--help']);
    expect(code).toBe(0);
    for (const command of ['serve', 'migrate', 'token', 'replay', 'watch', 'demo']) expect(stdout).toContain(command);
  });

  it('refuses what it does not know', async () => {
    expect((await opstwin(['sing'])).code).toBe(1);
    const role = await opstwin(['token', '--role', 'king']);
    expect(role.code).toBe(1);
    expect(role.stderr).toContain("argument 'king' is invalid");
    expect((await opstwin(['token', '--role', 'admin', '--lifetime', '0'])).code).toBe(1);
  });
});

describe('opstwin token and watch', () => {
  let server: OpsTwinProcess;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  it('mints a token that the server takes, for the roles, the tenant and the twins asked', async () => {
    const args = ['token', '--role', 'viewer', 'executor', '--subject', 'gateway', '--twins', 'line_*'];
    const { stdout } = await opstwin(args, server.environment);
    const me = await server.get('/auth/me', stdout.trim());
    expect(me.body).toEqual({
      subject: 'gateway',
      tenant: 'default',
      roles: ['viewer', 'executor'],
      twins: ['line_*'],
      permissions: ['read', 'execute', 'ingest'],
    });
  });

  it('prints what happens until it is interrupted', async () => {
    const watch = spawn(
      process.execPath,
      [resolve('dist/src/main.js'), 'watch', '--url', server.url, '--since', '0000000000000000'],
      {
        env: { PATH: process.env.PATH, OPSTWIN_TOKEN: server.token('viewer') },
      },
    );
    let seen = '';
    watch.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    const reading = { twin_id: 'line_1', asset_id: 'oven', metrics: { temperature: 80 } };
    expect((await server.post('/telemetry/ingest', reading, server.token('executor'))).status).toBe(202);
    await waitFor('the events', () =>
      Promise.resolve(/TwinCreated +line_1/.test(seen) && /TelemetryAppended +line_1/.test(seen)),
    );
    const ended = once(watch, 'exit') as Promise<[number | null]>;
    watch.kill('SIGINT');
    expect((await ended)[0]).toBe(0);
  });
});

describe('opstwin demo', () => {
  it('shows the loop, asks, and compares the outcome with the simulation', async () => {
    const { code, stdout, stderr } = await opstwin(['demo', '--yes']);
    expect([code, stderr]).toEqual([0, '']);
    const story = ['AnomalyDetected', 'SimulationCompleted', 'ProposalCreated', 'ProposalApproved', 'ActionSucceeded'];
    const places = story.map((type) => stdout.indexOf(type));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(stdout).toMatch(/You approved it\. The oven is now at 8[0-3]\.\d °C/);
    expect(stdout).toMatch(/The simulation of "move_setpoint" expected 8\d\.\d °C/);
  });
});

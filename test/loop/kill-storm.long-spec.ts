import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { opstwin } from '../harness/opstwin-cli.js';
import { OpsTwinProcess } from '../harness/opstwin-process.js';
import { freePort } from '../harness/ports.js';
import { sensorFile } from '../harness/sensor-file.js';
import { aftermath, ASSET, countByAnomaly, storedSamples, TWIN } from './sensor-run.js';

const KILLS = Number(process.env.KILLS ?? 10);
/** Between two kills: from right after the start to well into the replay. */
const MOST_MS = 1500;

jest.setTimeout(600_000);

describe.each(['http', 'mqtt'] as const)('a server killed over and over during a replay over %s', (way) => {
  it(`has after ${KILLS} kills every accepted reading once, and one case for each anomaly`, async () => {
    const ports = { PORT: String(await freePort()), MQTT_PORT: String(await freePort()) };
    const server = await OpsTwinProcess.start(ports);
    const file = await sensorFile(server.dataDirectory);
    const target = way === 'mqtt' ? ['--mqtt', server.mqttUrl, '--namespace', server.namespace] : ['--url', server.url];
    const args = ['replay', file.path, '--twin', TWIN, '--asset', ASSET, '--metric', 'temperature', ...target];
    // 79 days of data in about half a minute, so that every kill falls into it.
    const pace = ['--speed', '250000', '--batch', '20', '--state', `${server.dataDirectory}/replay.json`];
    const run = { replaying: true };
    const replay = opstwin([...args, ...pace], { OPSTWIN_TOKEN: server.token('executor') }).finally(() => {
      run.replaying = false;
    });

    let during = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(Math.random() * MOST_MS);
      if (run.replaying) during += 1;
      await server.kill();
      await server.restart();
    }
    const { code, stderr } = await replay;
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);

    const { anomalies, events } = await aftermath(server, 180_000);
    console.log(
      `${way}: ${during} of ${KILLS} kills hit the replay; ${anomalies.size} anomalies; ${events.length} events`,
    );
    expect(await storedSamples(server)).toBe(file.distinct);
    expect(anomalies.size).toBeGreaterThan(0);
    const once = Object.fromEntries([...anomalies].map((id) => [id, 1]));
    expect(countByAnomaly(events, 'SimulationQueued')).toEqual(once);
    expect(countByAnomaly(events, 'SimulationCompleted')).toEqual(once);
    expect(countByAnomaly(events, 'DecisionMade')).toEqual(once);
    expect(Object.values(countByAnomaly(events, 'ProposalCreated')).every((count) => count === 1)).toBe(true);
    expect((await server.get('/audit/verify', server.token('admin'))).body).toMatchObject({ ok: true });
    expect((await server.get<{ items: unknown[] }>('/dead-letters', server.token('admin'))).body.items).toEqual([]);
    await server.stop();
  });
});

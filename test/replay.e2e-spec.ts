import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { opstwin } from './harness/opstwin-cli.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';

interface Row {
  readonly ts: string;
  readonly metric: string;
  readonly value: number;
}

/** As SKAB has its rows: semicolons, many columns, a time of its own name. */
const RIG = [
  'datetime;Current;Pressure;Volume Flow RateRMS;note;anomaly',
  ...Array.from({ length: 300 }, (_, i) => {
    const at = new Date(Date.UTC(2020, 2, 9, 15, 56, 30) + i * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return `${at};${(1 + i / 1000).toFixed(3)};${i % 10 === 0 ? '' : '0.38'};32.5;fine;0.0`;
  }),
  '',
].join('\n');

describe('opstwin replay', () => {
  let server: OpsTwinProcess;
  let folder: string;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
    folder = await mkdtemp(join(tmpdir(), 'replay-e2e-'));
  });

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  async function file(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  }

  async function replay(asset: string, args: string[], input = '') {
    const target = ['--url', server.url, '--twin', 'rig'];
    const all = ['replay', ...args, ...target, ...(asset === '' ? [] : ['--asset', asset])];
    return opstwin(all, { OPSTWIN_TOKEN: server.token('executor') }, input);
  }

  async function rows(asset: string): Promise<Row[]> {
    const path = `/telemetry/query?twin_id=rig&asset_id=${asset}&limit=1000&order=asc`;
    const { status, body } = await server.get<{ items: Row[] }>(path, server.token('viewer'));
    expect(status).toBe(200);
    return body.items;
  }

  const first = async (asset: string) =>
    Object.fromEntries((await rows(asset)).slice(0, 4).map(({ metric, value }) => [metric, value]));

  it('sends all columns of numbers of a file whose delimiter it finds, without what is empty', async () => {
    const path = await file('rig.csv', RIG);
    const { code, stdout, stderr } = await replay('valve', [path, '--all', '--skip-empty', '--batch', '50']);
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
    expect(stdout).toContain('300 rows sent');
    expect(stdout).toContain('0 rejected');
    const stored = await rows('valve');
    expect(new Set(stored.map(({ metric }) => metric))).toEqual(
      new Set(['Current', 'Pressure', 'Volume Flow RateRMS', 'anomaly']),
    );
    expect(stored.filter(({ ts }) => ts === '2020-03-09T15:56:30.000Z')).toHaveLength(3);
    expect(stored.filter(({ ts }) => ts === '2020-03-09T15:56:31.000Z')).toHaveLength(4);
  });

  it('reads a packed file, and renames a column', async () => {
    const path = await file('rig.csv.gz', gzipSync(RIG));
    const { code, stderr } = await replay('packed', [path, '--metric', 'flow=Volume Flow RateRMS', '--limit', '10']);
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
    expect((await rows('packed')).map(({ metric }) => metric)).toEqual(Array.from({ length: 10 }, () => 'flow'));
  });

  it('stops at an empty value with its file and line, and goes on from there once it is told to leave it out', async () => {
    const path = await file('gaps.csv', RIG.replace('30;1.000;;', '30;1.000;1;'));
    const args = [path, '--metric', 'Pressure', '--state', join(folder, 'gaps.json')];
    const stopped = await replay('gaps', args);
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain(`${path}:12: "" in column "Pressure" is no number`);
    expect(await rows('gaps')).toHaveLength(10);
    const again = await replay('gaps', args);
    expect(again.stderr).toContain('continuing after row 10');
    expect((await replay('gaps', [...args, '--skip-empty'])).stdout).toContain('29 rows without a value left out');
  });

  it('reads standard input without a header, with assets of a column, decimal commas and another offset', async () => {
    const input = '2020-03-09 15:00;pump_1;1,5\n2020-03-09 15:01;pump_2;-2,25\n';
    const args = ['-', '--no-header', '--asset-column', '2', '--metric', 'flow=3', '--decimal', ','];
    const { code, stdout, stderr } = await replay('', [...args, '--utc-offset', '+02:00'], input);
    expect([code, stdout]).toEqual([0, expect.stringContaining('2 rows sent')]);
    expect(stderr).toContain('cannot be read again');
    expect(await rows('pump_1')).toMatchObject([{ ts: '2020-03-09T13:00:00.000Z', metric: 'flow', value: 1.5 }]);
    expect(await first('pump_2')).toEqual({ flow: -2.25 });
  });

  it('takes counts since 1970 for times, and many assets over MQTT', async () => {
    const path = await file('epoch.tsv', 'id\tat\theat\na1\t1583769390123\t5\na2\t1583769391\t6\na1\t1583769392\t7\n');
    const mqtt = ['--mqtt', server.mqttUrl, '--namespace', server.namespace];
    const args = [path, '--twin', 'rig', '--asset-column', 'id', '--time-column', 'at', ...mqtt];
    const { code, stderr } = await opstwin(['replay', ...args], { OPSTWIN_TOKEN: server.token('executor') });
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
    await waitFor('the samples', async () => (await rows('a1')).length === 2);
    expect((await rows('a1')).map(({ ts, value }) => [ts, value])).toEqual([
      ['2020-03-09T15:56:30.123Z', 5],
      ['2020-03-09T15:56:32.000Z', 7],
    ]);
    expect(await first('a2')).toEqual({ heat: 6 });
  });

  it('goes on after the last acknowledged row when it was interrupted', async () => {
    const path = await file('long.csv', RIG);
    const state = ['--state', join(folder, 'long.json')];
    const target = ['--url', server.url, '--twin', 'rig', '--asset', 'long', '--metric', 'Current'];
    const args = ['replay', path, ...target, ...state, '--speed', '100', '--batch', '10'];
    const child = spawn(process.execPath, [resolve('dist/src/main.js'), ...args], {
      env: { PATH: process.env.PATH, OPSTWIN_TOKEN: server.token('executor') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'exit') as Promise<[number | null]>;
    await waitFor('some rows', async () => (await rows('long').catch(() => [])).length > 20);
    child.kill('SIGINT');
    expect((await ended)[0]).toBe(130);
    const { code, stdout, stderr } = await replay('long', [path, '--metric', 'Current', ...state]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/continuing after row \d+/);
    expect(stdout).toMatch(/rows had been sent before/);
    expect(await rows('long')).toHaveLength(300);
  });
});

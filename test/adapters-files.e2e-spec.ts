import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdapterClient } from './adapters/adapter-client.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';

const START = Date.UTC(2026, 10, 20);

describe('file adapters', () => {
  let folder: string;
  let server: OpsTwinProcess;
  let adapters: AdapterClient;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'opstwin-watched-'));
    await mkdir(join(folder, 'default', 'line'), { recursive: true });
    server = await OpsTwinProcess.start({ OPSTWIN_WATCH_DIR: folder });
    adapters = new AdapterClient(server);
  });

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  function file(name: string): string {
    return join(folder, 'default', name);
  }

  function csv(name: string, path: string, more: object = {}): object {
    const columns = { time: 'time', twin_id: name, asset_column: 'tool', metrics: { heat: 'T' } };
    return { name, kind: 'file', enabled: true, path, format: 'csv', csv: { ...columns, ...more } };
  }

  /** Rows of the values from the first up to the last. */
  function rows(from: number, to: number): string {
    const values = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    return values.map((value) => `${new Date(START + value * 1000).toISOString()},oven,${value}\n`).join('');
  }

  async function untilStored(twin: string, last: number): Promise<number[]> {
    await waitFor(`the value ${last} of ${twin}`, async () =>
      (await adapters.values(twin, 'oven', 'heat')).includes(last),
    );
    return adapters.values(twin, 'oven', 'heat');
  }

  function upTo(last: number): number[] {
    return Array.from({ length: last }, (_, i) => i + 1);
  }

  it('follow a CSV file that grows, is rotated, cut off and filled anew, and go on after a kill', async () => {
    await adapters.add(csv('grown', 'line/grown.csv'));
    const { last_error } = await adapters.until('grown', 'no file', ({ status }) => status === 'backing_off');
    expect(last_error).toBe('There is no file line/grown.csv');

    await writeFile(file('line/grown.csv'), `time,tool,T\n${rows(1, 3)}`);
    expect(await untilStored('grown', 3)).toEqual(upTo(3));
    const half = rows(4, 5);
    await appendFile(file('line/grown.csv'), half.slice(0, -3));
    await untilStored('grown', 4);
    await appendFile(file('line/grown.csv'), half.slice(-3));
    expect(await untilStored('grown', 5)).toEqual(upTo(5));

    // Rotated by a new file, while the old one got a last row without a line break.
    await appendFile(file('line/grown.csv'), rows(6, 6).trimEnd());
    await rename(file('line/grown.csv'), file('line/grown.csv.1'));
    await writeFile(file('line/grown.csv'), `tool,time,T\noven,${new Date(START + 7000).toISOString()},7\n`);
    expect(await untilStored('grown', 7)).toEqual(upTo(7));

    // Cut off in place, and filled with as much and other content.
    await writeFile(file('line/grown.csv'), `time,tool,T\n${rows(8, 12)}`);
    expect(await untilStored('grown', 12)).toEqual(upTo(12));
    await adapters.until('grown', 'counted its rows', ({ messages }) => messages === 12);
    await server.kill();
    await appendFile(file('line/grown.csv'), rows(13, 15));
    await server.restart();
    expect(await untilStored('grown', 15)).toEqual(upTo(15));
    const seen = await adapters.until('grown', 'counted the rest', ({ messages }) => messages > 12);
    expect(seen).toMatchObject({ status: 'connected', messages: 15, accepted: 15, rejected: 0 });
  });

  it('take NDJSON, and tell of lines that are no readings', async () => {
    const reading = (value: number) =>
      JSON.stringify({ twin_id: 'lines', asset_id: 'oven', ts: START + value, metrics: { heat: value } });
    await writeFile(file('lines.ndjson'), `${reading(1)}\n\n{"twin_id":\n{}\n${reading(2)}\r\n`);
    await adapters.add({ name: 'lines', kind: 'file', enabled: true, path: 'lines.ndjson', format: 'ndjson' });
    expect(await untilStored('lines', 2)).toEqual([1, 2]);
    const seen = await adapters.until('lines', 'counted them', ({ messages }) => messages === 4);
    expect(seen).toMatchObject({ accepted: 2, rejected: 2 });
    expect(seen.last_rejection).toContain('must have required property');
  });

  it('read a large file whole, in its order', async () => {
    const values = Array.from({ length: 30_000 }, (_, i) => i);
    const lines = values.map((value) => `${START + value * 1000},oven,${value}`);
    await writeFile(file('large.csv'), `time,tool,T\n${lines.join('\n')}\n`);
    await adapters.add(csv('large', 'large.csv'));
    const seen = await adapters.until('large', 'all rows', ({ accepted }) => accepted >= values.length);
    expect(seen).toMatchObject({ accepted: values.length, messages: values.length, rejected: 0 });
  });

  it('never read outside of the watched folder', async () => {
    const secret = join(folder, 'secret.csv');
    await writeFile(secret, `time,tool,T\n${rows(1, 1)}`);
    await symlink(secret, file('link.csv'));
    await symlink(folder, file('up'));
    for (const [name, path] of [
      ['link', 'link.csv'],
      ['up', 'up/secret.csv'],
    ] as const) {
      await adapters.add(csv(name, path));
      const { last_error } = await adapters.until(name, 'failed', ({ status }) => status === 'failed');
      expect(last_error).toBe(`${path} leads out of the watched folder`);
    }
    for (const path of ['../secret.csv', 'line/../../secret.csv', secret, 'a//b', './a']) {
      const { status, text } = await adapters.post(csv('outside', path));
      expect([status, text]).toEqual([422, expect.stringContaining('"/path"')]);
    }
  });

  it('can be tried, which stores nothing', async () => {
    await writeFile(file('tried.csv'), `time,tool,T\n${rows(1, 2)}2026-11-20,oven,hot\n`);
    const good = await adapters.test(csv('tried', 'tried.csv'));
    expect(good).toMatchObject({ ok: true, steps: [{ step: 'open' }, { step: 'read' }] });
    expect(good.steps[1]?.detail).toBe('3 lines read, 1 of them no readings: "hot" for heat is no number');
    const missing = await adapters.test(csv('tried', 'tried.csv', { time: 'when' }));
    expect(missing.steps.at(-1)).toMatchObject({ step: 'read', ok: false });
    expect(missing.steps.at(-1)?.detail).toContain('no column "when"; it has time, tool, T');
    expect((await server.get('/twins/tried', server.token('viewer'))).status).toBe(404);
  });
});

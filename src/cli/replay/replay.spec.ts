import type { RequestListener } from 'node:http';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProgressState } from '../terminal/progress-bar.js';
import { FakeClock } from '../client/fake-clock.fixture.js';
import { answer, readBody, startLocalServer, type LocalServer } from '../client/local-server.fixture.js';
import { replay } from './replay.js';
import type { ReplayOptions } from './replay-options.js';

interface Row {
  readonly ts: string;
  readonly metrics: Record<string, number>;
}

describe('replay', () => {
  let folder: string;
  let file: string;
  let state: string;
  let server: LocalServer;
  let batches: Row[][];
  let notes: string[];
  let states: ProgressState[];
  let respond: (rows: Row[], ...rest: Parameters<RequestListener>) => void;

  const output = {
    note: (message: string) => notes.push(message),
    progress: (progress: ProgressState) => states.push(progress),
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replay-'));
    file = join(folder, 'temperature.csv');
    state = join(folder, 'state.json');
    [batches, notes, states] = [[], [], []];
    respond = (_rows, _request, response) => {
      answer(response, 202, { rejected: [] });
    };
    server = await startLocalServer((request, response) => {
      void readBody(request).then((body) => {
        const rows = JSON.parse(body) as Row[];
        batches.push(rows);
        respond(rows, request, response);
      });
    });
  });

  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function writeRows(count: number, more = ''): Promise<void> {
    const rows = Array.from({ length: count }, (_, i) => `2013-12-02 21:${String(i).padStart(2, '0')}:00,${i + 1}\n`);
    await writeFile(file, `timestamp,temperature\n${rows.join('')}${more}`);
  }

  function options(more: Partial<ReplayOptions> = {}): ReplayOptions {
    return { file, twin: 'line_3', asset: 'etch_7', url: server.url, state, batch: 4, ...more };
  }

  const values = () => batches.flat().map(({ metrics }) => metrics.temperature);

  it('sends every row in order, names the metric after its column, and leaves no state', async () => {
    await writeRows(10);
    const summary = await replay(options(), output);
    expect(summary).toMatchObject({ rows: 10, rowsBefore: 0, rejected: 0, interrupted: false });
    expect(batches.map((rows) => rows.length)).toEqual([4, 4, 2]);
    expect(values()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(states.at(-1)).toMatchObject({ rows: 10, fraction: 1, remaining: 0 });
    expect(await readdir(folder)).toEqual(['temperature.csv']);
  });

  it('continues after the last acknowledged row when it was cut off, and says so', async () => {
    await writeRows(10);
    const interruption = new AbortController();
    respond = (_rows, _request, response) => {
      if (batches.length < 3) answer(response, 202, { rejected: [] });
      else interruption.abort();
    };
    const cut = await replay(options({ signal: interruption.signal }), output);
    expect(cut).toMatchObject({ rows: 8, interrupted: true });

    batches = [];
    respond = (_rows, _request, response) => {
      answer(response, 202, { rejected: [] });
    };
    const rest = await replay(options({ batch: 100 }), output);
    expect(notes).toContain('continuing after row 8; --restart begins anew');
    expect(rest).toMatchObject({ rows: 2, rowsBefore: 8, interrupted: false });
    expect(values()).toEqual([9, 10]);
  });

  it('keeps its progress when the server refuses, too', async () => {
    await writeRows(10);
    respond = (_rows, _request, response) => {
      if (batches.length < 2) answer(response, 202, { rejected: [] });
      else answer(response, 401, { title: 'Unauthorized', detail: 'The token has expired.' });
    };
    await expect(replay(options(), output)).rejects.toThrow('401 Unauthorized: The token has expired.');
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ rows_acknowledged: 4 });
  });

  it('begins anew with restart, after a change of the file, and for another asset', async () => {
    await writeRows(10);
    const part = async (more: Partial<ReplayOptions>) => {
      batches = [];
      const interruption = new AbortController();
      respond = (_rows, _request, response) => {
        if (batches.length === 1) answer(response, 202, { rejected: [] });
        else interruption.abort();
      };
      await replay(options({ signal: interruption.signal, ...more }), output);
      return values()[0];
    };
    expect(await part({})).toBe(1);
    expect(await part({})).toBe(5);
    expect(await part({ restart: true })).toBe(1);
    expect(await part({ asset: 'etch_8' })).toBe(1);
    expect(await part({ asset: 'etch_8' })).toBe(5);
    await utimes(file, new Date(), new Date(Date.now() + 5_000));
    expect(await part({ asset: 'etch_8' })).toBe(1);
    expect(notes.at(-1)).toContain('have changed since the last replay; beginning anew');
  });

  it('sends the rows before a bad one, and nothing of it or behind it', async () => {
    await writeRows(5, '2013-12-02 22:00:00,hot\n2013-12-02 22:01:00,7\n');
    await expect(replay(options(), output)).rejects.toThrow(`${file}:7: "hot" in column "temperature" is no number.`);
    expect(values()).toEqual([1, 2, 3, 4, 5]);
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ rows_acknowledged: 5 });
  });

  it('reports and counts rejected readings', async () => {
    await writeRows(30);
    respond = (rows, _request, response) => {
      const rejected = rows.map((_row, index) => ({ index, errors: [{ pointer: '/ts', message: 'is too old' }] }));
      answer(response, 202, { rejected });
    };
    expect(await replay(options(), output)).toMatchObject({ rows: 30, rejected: 30 });
    expect(notes).toHaveLength(11);
    expect(notes[0]).toBe(`${file}:2: the server rejected the reading: /ts is too old`);
    expect(notes[10]).toBe('further rejections are only counted');
  });

  it('stops after the limit, which counts rows of the file', async () => {
    await writeRows(10);
    expect(await replay(options({ limit: 6 }), output)).toMatchObject({ rows: 6, interrupted: false });
    expect(values()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(states.at(-1)?.fraction).toBe(1);
  });

  it('sends each row when it is due, at the speed asked for', async () => {
    await writeRows(5);
    const clock = new FakeClock();
    await replay(options({ speed: 60 }), output, clock);
    expect(batches.map((rows) => rows.length)).toEqual([1, 1, 1, 1, 1]);
    expect(clock.slept).toEqual([1000, 1000, 1000, 1000]);
  });

  it('sends rows together that become due almost at once', async () => {
    await writeRows(9);
    await replay(options({ speed: 60_000, batch: 100 }), output, new FakeClock());
    expect(batches.length).toBeLessThan(9);
    expect(values()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('takes a file without rows for what it is', async () => {
    await writeRows(0);
    expect(await replay(options(), output)).toMatchObject({ rows: 0, interrupted: false });
    expect(batches).toEqual([]);
  });

  it('sends nothing when it was interrupted before it began', async () => {
    await writeRows(5);
    expect(await replay(options({ signal: AbortSignal.abort() }), output)).toMatchObject({
      rows: 0,
      interrupted: true,
    });
    expect(batches).toEqual([]);
  });
});

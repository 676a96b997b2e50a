import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import type { Reading } from '../reading.js';
import type { FileFormat } from './file-format.js';
import { FileReadings } from './file-readings.js';

describe('FileReadings', () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-readings-'));
    file = join(folder, 'readings.csv');
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function read(content: string, format: FileFormat = {}, skip = 0) {
    await writeFile(file, content);
    const opened = await FileReadings.open(file, format, { twin: 'line', asset: 'tool' });
    const readings: Reading[] = [];
    try {
      for await (const reading of opened.after(skip)) readings.push(reading);
      return { readings, columns: opened.columns, error: undefined };
    } catch (error) {
      return { readings, columns: opened.columns, error };
    } finally {
      opened.close();
    }
  }

  it('reads rows with their place in the file', async () => {
    const content = '\ufefftimestamp,value\r\n2013-12-02 21:15:00,73.96\r\n\r\n2013-12-02 21:20:00,-7e1\r\n';
    const { readings } = await read(content);
    expect(readings).toEqual([
      expect.objectContaining({ ts: '2013-12-02T21:15:00.000Z', metrics: { value: 73.96 }, row: 1, line: 2 }),
      expect.objectContaining({ ts: '2013-12-02T21:20:00.000Z', metrics: { value: -70 }, row: 2, line: 4 }),
    ]);
    expect(readings.at(-1)?.bytes).toBe(Buffer.byteLength(content));
  });

  it('skips the rows that were already sent without judging them again', async () => {
    const { readings, error } = await read('timestamp,value\nbad,bad\n2013-12-02,2\n', {}, 1);
    expect(error).toBeUndefined();
    expect(readings).toEqual([expect.objectContaining({ row: 2, metrics: { value: 2 } })]);
  });

  it.each<[string, FileFormat, string, Record<string, string>]>([
    ['a,timestamp,b,value', {}, 'timestamp', { value: 'value' }],
    ['time,temperature', {}, 'time', { temperature: 'temperature' }],
    ['temperature,timestamp', {}, 'timestamp', { temperature: 'temperature' }],
    ['timestamp,value', { metric: [{ name: 'heat' }] }, 'timestamp', { heat: 'value' }],
    ['time,b,heat', { metric: [{ name: 'heat' }] }, 'time', { heat: 'heat' }],
    ['a,b,c', { metric: [{ name: 'x', column: 'a' }] }, 'b', { x: 'a' }],
    ['a,b,c', { timeColumn: 'c', metric: [{ name: 'b' }, { name: 'x', column: 'a' }] }, 'c', { b: 'b', x: 'a' }],
    ['id,time,heat', { assetColumn: 'id' }, 'time', { heat: 'heat' }],
    ['site,id,time,heat', { assetColumn: 'id', twinColumn: 'site' }, 'time', { heat: 'heat' }],
    [' "time" ; v ', {}, 'time', { v: 'v' }],
  ])('finds the columns in %p given %p', async (header, format, time, metrics) => {
    const { columns } = await read(`${header.replaceAll('"', '')}\n`, format);
    expect(columns.time.name).toBe(time);
    expect(Object.fromEntries(columns.metrics.map(({ metric, name }) => [metric, name]))).toEqual(metrics);
  });

  it('takes all columns of numbers, and renames one', async () => {
    const content =
      'datetime;Flow;note;Heat;empty;state\n2020-03-09 15:56:30;1,5;ok;;;on\n2020-03-09 15:56:31;2;3;4,25;;7\n';
    const format = { all: true, decimal: ',', metric: [{ name: 'heat', column: 'Heat' }], skipEmpty: true } as const;
    const { readings, error } = await read(content, format);
    expect(error).toBeUndefined();
    expect(readings.map(({ metrics }) => metrics)).toEqual([{ Flow: 1.5 }, { Flow: 2, heat: 4.25 }]);
  });

  it('reads a file without a header by the numbers of its columns', async () => {
    const format = { header: false, timeColumn: '2', assetColumn: '1', metric: [{ name: 'heat', column: '4' }] };
    const { readings } = await read('a1\t1386018900\tx\t5\na2\t1386018901.5\ty\t6\n', format);
    expect(readings).toEqual([
      expect.objectContaining({
        twin: 'line',
        asset: 'a1',
        ts: '2013-12-02T21:15:00.000Z',
        metrics: { heat: 5 },
        row: 1,
      }),
      expect.objectContaining({
        twin: 'line',
        asset: 'a2',
        ts: '2013-12-02T21:15:01.500Z',
        metrics: { heat: 6 },
        row: 2,
      }),
    ]);
    expect((await read('2013-12-02,5\n', { header: false })).readings).toEqual([
      expect.objectContaining({ metrics: { value: 5 }, line: 1 }),
    ]);
  });

  it('leaves out rows without a value, and counts them as rows', async () => {
    const { readings } = await read('t,a,b\n2013-12-02,,\n2013-12-03,1,\n', {
      skipEmpty: true,
      metric: [{ name: 'a' }, { name: 'b' }],
    });
    expect(readings).toEqual([expect.objectContaining({ row: 2, metrics: { a: 1 } })]);
  });

  it('unpacks what is packed by gzip', async () => {
    const packed = join(folder, 'readings.csv.gz');
    await writeFile(packed, gzipSync('timestamp,value\n2013-12-02,1\n2013-12-03,2\n'));
    const opened = await FileReadings.open(packed);
    const values = [];
    for await (const { metrics } of opened.after(0)) values.push(metrics.value);
    opened.close();
    expect(values).toEqual([1, 2]);
    await writeFile(packed, 'timestamp,value\n');
    await expect(FileReadings.open(packed)).rejects.toThrow('is no whole gzip file');
  });

  it.each([
    ['a value that is no number', '2013-12-03,n/a', '"n/a" in column "value" is no number'],
    ['an empty value', '2013-12-03,', '"" in column "value" is no number'],
    ['a value too large for a number', '2013-12-03,1e999', 'is no number'],
    ['a value that is infinite', '2013-12-03,Infinity', 'is no number'],
    ['an empty value without leave', '2013-12-03,', '--skip-empty leaves out empty ones'],
    ['a time that is none', '2013-12-32,1', '"2013-12-32" in column "timestamp" is no timestamp'],
    ['a missing column', '2013-12-03', 'the row has 1 columns, the header has 2'],
    ['a decimal comma', '2013-12-03,1,5', 'the row has 3 columns, the header has 2'],
    ['a stray quote', '2013-12-03,1"5', 'the row is not CSV'],
  ])('stops at %s with file and line, and gives the rows before it', async (_name, row, what) => {
    const { readings, error } = await read(`timestamp,value\n2013-12-02,1\n${row}\n2013-12-04,1\n`);
    expect(readings).toHaveLength(1);
    expect(error).toMatchObject({ name: 'BadRow' });
    expect((error as Error).message).toContain(`${file}:3: `);
    expect((error as Error).message).toContain(what);
  });

  it('does not take the rest of a large file for one field after a quote that is never closed', async () => {
    const { error } = await read(`timestamp,value\n"${'2013-12-02,1\n'.repeat(200_000)}`);
    expect((error as Error).message).toContain('the row is not CSV');
  });

  it.each([
    ['is empty', '', {}, 'is empty'],
    ['has no header', '2013-12-02 21:15:00,73.9\n', {}, 'has no header line'],
    ['has numbers for a header', '1386018900,73.9\n', {}, 'has no header line'],
    ['has one column', 'timestamp\n', {}, 'needs a column of times and one of values'],
    [
      'lacks a named column',
      'timestamp,value\n',
      { metric: [{ name: 'x', column: 'speed' }] },
      'no column "speed"; the file has "timestamp", "value"',
    ],
  ])('refuses a file that %s', async (_name, content, format: FileFormat, what) => {
    await expect(read(content, format)).rejects.toThrow(what);
  });

  it('says that there is no such file', async () => {
    await expect(FileReadings.open(join(folder, 'none.csv'))).rejects.toThrow('There is no file');
    await expect(FileReadings.open(folder)).rejects.toThrow('is a directory');
  });
});

import { describe, expect, it } from '@jest/globals';
import { DatedReading } from '../../ingest/dated-reading.js';
import type { SourceDocument } from './source-document.js';
import { SourceMapping } from './source-mapping.js';

const DOCUMENT: SourceDocument = {
  name: 'gateway',
  twin: { value: 'line_1' },
  asset: { from: '/device/id' },
  time: { from: '/t', format: 's' },
  numbers_in_text: { decimal: ',' },
  metrics: [
    { metric: 'temperature', from: '/v/temp', unit: '°F', store_unit: '°C', required: true },
    { metric: 'level', from: '/v/level/0', scale: 0.5, offset: 1 },
  ],
  quality: { from: '/q' },
};
const MESSAGE = { device: { id: 7 }, t: 1_795_147_200, v: { temp: '212,0', level: [4] }, q: '0,5' };

function read(change: object, document: Partial<SourceDocument> = {}): unknown {
  return new SourceMapping({ ...DOCUMENT, ...document }).read({ ...MESSAGE, ...change });
}

function faults(change: object, document: Partial<SourceDocument> = {}): string[] {
  const mapped = read(change, document) as { errors?: { pointer: string; code: string }[] };
  return (mapped.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('SourceMapping', () => {
  it('gives a message the form of telemetry.v1, with converted values', () => {
    const reading = { twin_id: 'line_1', asset_id: '7', metrics: { temperature: 100, level: 3 }, quality: 0.5 };
    expect(read({})).toMatchObject({ item: new DatedReading(reading, 1_795_147_200_000) });
  });

  it('tells where each part of it was', () => {
    const { places } = read({}) as { places: Map<string, string> };
    expect(Object.fromEntries(places)).toEqual({
      '/twin_id': '',
      '/asset_id': '/device/id',
      '/ts': '/t',
      '/quality': '/q',
      '/metrics': '',
      '/metrics/temperature': '/v/temp',
      '/metrics/level': '/v/level/0',
    });
  });

  it('leaves out what is null or absent and need not be there', () => {
    const { item } = read({ v: { temp: 32, level: [null] }, q: null }) as { item: DatedReading };
    expect(item.reading).toMatchObject({ metrics: { temperature: 0 } });
    expect(item.reading.metrics).not.toHaveProperty('level');
    expect(item.reading.quality).toBeUndefined();
  });

  it('tells all that is wrong with metrics and the time, where it is', () => {
    expect(faults({ t: 'soon', v: { temp: null, level: ['hot'] } })).toEqual([
      '/v/temp required',
      '/v/level/0 type',
      '/t type',
    ]);
    expect(faults({ t: undefined })).toEqual(['/t required']);
    expect(faults({ v: { temp: '212.0.1' } })).toEqual(['/v/temp type']);
    expect(faults({ v: { temp: '212,0' } }, { numbers_in_text: undefined as never })).toEqual(['/v/temp type']);
  });

  it.each([null, 'text', 1, [MESSAGE]])('refuses what is no object: %j', (message) => {
    expect(new SourceMapping(DOCUMENT).read(message)).toMatchObject({ errors: [{ pointer: '', code: 'type' }] });
  });

  it('takes the arrival where a time may be missing, and the time of a format that tells it', () => {
    const arrival = { time: { from: '/t', optional: true } };
    expect(read({ t: null }, arrival)).toMatchObject({ item: { at: undefined } });
    const { time, ...timeless } = DOCUMENT;
    expect(time).toBeDefined();
    const given = new DatedReading(MESSAGE as object, 5);
    expect(new SourceMapping(timeless).read(given)).toMatchObject({ item: { at: 5 } });
  });

  it('takes all numbers of an object but those that are something else', () => {
    const document = { asset: { from: '/id' }, time: { from: '/t', format: 's' as const }, metrics: { all_of: '' } };
    const { item } = read({ id: 7, temp: '20,5', note: 'hot', on: true, 'a/b': 1 }, document) as { item: DatedReading };
    expect(item.reading.metrics).toEqual({ temp: 20.5, 'a/b': 1 });
    expect(faults({}, { metrics: { all_of: '/values' } })).toEqual(['/values required']);
    expect(faults({ values: [1] }, { metrics: { all_of: '/values' } })).toEqual(['/values type']);
  });

  it('keeps members of any name apart from what objects have of their own', () => {
    const message = JSON.parse('{"device":{"id":"a"},"t":1,"values":{"__proto__":3,"constructor":4}}') as object;
    const { item } = new SourceMapping({ ...DOCUMENT, metrics: { all_of: '/values' } }).read(message) as {
      item: DatedReading;
    };
    expect(Object.entries(item.reading.metrics ?? {})).toEqual([
      ['__proto__', 3],
      ['constructor', 4],
    ]);
  });
});

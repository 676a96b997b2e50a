import { describe, expect, it } from '@jest/globals';
import type { CsvFormat } from '../documents/adapter-document.js';
import { AdapterFault } from './adapter-fault.js';
import { CsvLines } from './csv-lines.js';

const FORMAT: CsvFormat = { time: 'time', twin_id: 'line_1', asset_id: 'oven' };

function read(header: string, line: string, format: Partial<CsvFormat> = {}): unknown {
  return new CsvLines({ ...FORMAT, ...format }, header).read(line);
}

describe('CsvLines', () => {
  it('takes each other column for a metric where it holds a number', () => {
    expect(read('\ufefftime,heat,note,load', '2026-11-20T05:00:00Z,85.2,ok,')).toEqual({
      twin_id: 'line_1',
      asset_id: 'oven',
      ts: '2026-11-20T05:00:00Z',
      metrics: { heat: 85.2 },
    });
  });

  it('takes ids from columns, metrics by their columns, and decimal commas', () => {
    const format = {
      delimiter: ';',
      decimal: ',',
      twin_column: 'site',
      asset_column: 'id',
      metrics: { temperature: 'T' },
    } as const;
    expect(read('site;id;time;T', 'line_2; press ;1795150800;-7,5', format)).toEqual({
      twin_id: 'line_2',
      asset_id: 'press',
      ts: 1_795_150_800,
      metrics: { temperature: -7.5 },
    });
  });

  it('reads quoted values, and files whose columns the format names', () => {
    const format = { columns: ['time', 'a,b', 'heat'] };
    expect(read('', '2026-11-20,"x, ""y""",3', format)).toMatchObject({
      ts: '2026-11-20T00:00:00Z',
      metrics: { heat: 3 },
    });
  });

  it.each([
    ['2026-11-20 05:00', '+02:00', '2026-11-20T05:00:00+02:00'],
    ['2026-11-20T05:00:01,25', 'Z', '2026-11-20T05:00:01.25Z'],
    ['2026-11-20 05:00:01+01:00', 'Z', '2026-11-20T05:00:01+01:00'],
    ['1795150800.5', 'Z', 1_795_150_800.5],
  ])('makes of the time %s with offset %s %s', (time, utc_offset, ts) => {
    expect(read('time;heat', `${time};1`, { utc_offset, delimiter: ';' })).toMatchObject({ ts });
  });

  it('gives nothing for a row without values', () => {
    expect(read('time,heat', '2026-11-20,')).toBeUndefined();
  });

  it.each([
    ['2026-11-20', {}, 'columns'],
    ['2026-11-20,1,2', {}, 'columns'],
    ['2026-11-20,hot', { metrics: { heat: 'heat' } }, 'not-a-number'],
    ['2026-11-20,"1', {}, 'malformed-csv'],
  ])('refuses the row %s', (line, format, code) => {
    expect(read('time,heat', line, format)).toMatchObject({ code });
  });

  it('cannot work without a column that is asked for', () => {
    expect(() => read('when,heat', '')).toThrow(AdapterFault);
    expect(() => read('time,heat', '', { metrics: { load: 'load' } })).toThrow('no column "load"; it has time, heat');
  });
});

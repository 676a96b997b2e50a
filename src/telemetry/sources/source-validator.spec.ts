import { describe, expect, it } from '@jest/globals';
import type { SourceDocument } from './domain/source-document.js';
import { SourceMapping } from './domain/source-mapping.js';
import { documentFaults, SOURCE_EXAMPLES } from './source-validator.js';

const METRIC = { metric: 'temperature', from: '/temp' };
const DOCUMENT: SourceDocument = { name: 's', twin: { value: 'a' }, asset: { from: '/id' }, metrics: [METRIC] };

function faults(change: object): string[] {
  return documentFaults({ ...DOCUMENT, ...change }).map(({ pointer, code }) => `${pointer} ${code}`);
}

function metricFaults(...changes: object[]): string[] {
  return faults({ metrics: changes.map((change, i) => ({ ...METRIC, metric: `m${i}`, ...change })) });
}

describe('a source document', () => {
  it('of the published examples is taken, and can be mapped by', () => {
    expect(SOURCE_EXAMPLES.length).toBeGreaterThan(0);
    for (const example of SOURCE_EXAMPLES) {
      expect(documentFaults(example)).toEqual([]);
      expect(new SourceMapping(example).document).toBe(example);
    }
    expect(faults({})).toEqual([]);
  });

  it.each([
    [{ extra: 1 }, '/extra unknown-field'],
    [{ twin: {} }, '/twin minProperties'],
    [{ twin: { from: '/a', value: 'b' } }, '/twin maxProperties'],
    [{ asset: { from: 'id' } }, '/asset/from pattern'],
    [{ asset: { from: '/a~2' } }, '/asset/from pattern'],
    [{ metrics: [] }, '/metrics minItems'],
    [{ metrics: {} }, '/metrics/all_of required'],
    [{ time: { from: '/t', format: 'minutes' } }, '/time/format enum'],
    [{ time: { from: '/t', format: 'local' } }, '/time/zone required'],
    [{ time: { from: '/t', format: 'local', zone: 'Europe/Atlantis' } }, '/time/zone unknown-zone'],
    [{ time: { from: '/t', zone: 'Europe/Berlin' } }, '/time/zone unused'],
    [{ quality: { expected: ['pressure'] } }, '/quality/expected/0 unknown-metric'],
    [{ quality: { stale_after_s: 0 } }, '/quality/stale_after_s exclusiveMinimum'],
  ])('has its faults named: %j', (change, expected) => {
    expect(faults(change)).toEqual([expected]);
  });

  it('may name only units that are known, to convert between those of one kind', () => {
    expect(metricFaults({ unit: '°F', store_unit: '°C' }, { unit: 'psi' })).toEqual([]);
    expect(metricFaults({ unit: 'degQ', store_unit: 'hotness' })).toEqual([
      '/metrics/0/unit unknown-unit',
      '/metrics/0/store_unit unknown-unit',
    ]);
    expect(metricFaults({}, { unit: 'bar', store_unit: '°C' })).toEqual(['/metrics/1/store_unit unit-kind']);
    expect(metricFaults({ store_unit: '°C' })).toEqual(['/metrics/0/unit required']);
  });

  it('names each metric once, with a range that can be met and a scale that keeps something', () => {
    expect(metricFaults({}, { metric: 'm0' })).toEqual(['/metrics/1/metric unique']);
    expect(metricFaults({ range: { min: 2, max: 1 } })).toEqual(['/metrics/0/range order']);
    expect(metricFaults({ scale: 0 })).toEqual(['/metrics/0/scale not']);
  });

  it('may expect metrics that it does not name where it takes all', () => {
    expect(faults({ metrics: { all_of: '' }, quality: { expected: ['pressure'] } })).toEqual([]);
  });
});

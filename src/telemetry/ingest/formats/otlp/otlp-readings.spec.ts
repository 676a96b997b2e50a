import { describe, expect, it } from '@jest/globals';
import { DatedReading } from '../../dated-reading.js';
import { OTLP_EXAMPLE } from './otlp-example.js';
import { otlpReadings } from './otlp-readings.js';
import type { OtlpRequest } from './otlp-request.js';
import { requestFaults } from './otlp-schema.js';

const NANO = '1795150800000000000';

function text(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}

function request(metric: object, attributes: object[] = [text('service.name', 'press')]): OtlpRequest {
  const body = {
    resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ metrics: [{ name: 'm', ...metric }] }] }],
  };
  expect(requestFaults(body)).toEqual([]);
  return body;
}

function gauge(...dataPoints: unknown[]): object {
  return { gauge: { dataPoints } };
}

/** Each point as `twin/asset metric=value` or the code of its fault. */
function read(body: OtlpRequest): string[] {
  return [...otlpReadings(body)].map(({ item }) => {
    if (!(item instanceof DatedReading)) return item.code;
    const { twin_id = '', asset_id = '', metrics = {} } = item.reading;
    return `${twin_id}/${asset_id} ${Object.entries(metrics)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')}`;
  });
}

describe('otlpReadings', () => {
  it('reads what the Collector sends', () => {
    expect([...otlpReadings(OTLP_EXAMPLE)].map(({ pointer, item }) => [pointer, item])).toEqual([
      [
        '/resourceMetrics/0/scopeMetrics/0/metrics/0/gauge/dataPoints/0',
        new DatedReading(
          { twin_id: 'factory_line_3', asset_id: 'etch_tool_7', metrics: { temperature: 85.2 } },
          1795150800000,
        ),
      ],
      [
        '/resourceMetrics/0/scopeMetrics/0/metrics/1/sum/dataPoints/0',
        new DatedReading(
          { twin_id: 'factory_line_3', asset_id: 'etch_tool_7', metrics: { wafers: 412 } },
          1795150800000,
        ),
      ],
    ]);
  });

  it('takes numbers as numbers and as texts', () => {
    const points = [{ asInt: '7' }, { asInt: -7 }, { asDouble: 1.5 }, { asDouble: '-2.5e3' }, { asInt: '0' }];
    const dated = points.map((point) => ({ ...point, timeUnixNano: NANO }));
    expect(read(request(gauge(...dated)))).toEqual(
      ['7', '-7', '1.5', '-2500', '0'].map((value) => `press/press m=${value}`),
    );
  });

  it('takes count and sum of histograms and summaries', () => {
    const point = { timeUnixNano: NANO, count: '4', sum: 10.5, bucketCounts: ['1', '3'], explicitBounds: [1] };
    for (const kind of ['histogram', 'exponentialHistogram', 'summary']) {
      expect(read(request({ [kind]: { dataPoints: [point] } }))).toEqual(['press/press m.count=4 m.sum=10.5']);
    }
    expect(read(request({ histogram: { dataPoints: [{ timeUnixNano: NANO }] } }))).toEqual(['press/press m.count=0']);
    expect(read(request({ summary: { dataPoints: [{ timeUnixNano: NANO }] } }))).toEqual([
      'press/press m.count=0 m.sum=0',
    ]);
  });

  it('finds twin and asset in the attributes of the point, then of the resource', () => {
    const point = { asInt: 1, timeUnixNano: NANO };
    const placed = { ...point, attributes: [text('twin_id', 'p'), text('asset_id', 'q')] };
    expect(read(request(gauge(point, placed), [text('service.name', 's'), text('service.namespace', 'n')]))).toEqual([
      'n/s m=1',
      'p/q m=1',
    ]);
    expect(
      read(request(gauge(point), [text('twin_id', 't'), text('asset_id', 'a'), text('service.name', 's')])),
    ).toEqual(['t/a m=1']);
    expect(read(request(gauge(point), []))).toEqual(['/ m=1']);
  });

  it('keeps points apart that differ in their attributes', () => {
    const attributes = [
      text('state', 'idle'),
      { key: 'cpu', value: { intValue: '0' } },
      { key: 'list', value: { arrayValue: {} } },
    ];
    expect(read(request(gauge({ asInt: 1, timeUnixNano: NANO, attributes })))).toEqual([
      'press/press m{cpu=0,state=idle}=1',
    ]);
  });

  it('takes an unknown time as the time of arrival, and no time that is none', () => {
    const times = [undefined, '0', 0, NANO, 1544712660300000000].map((timeUnixNano) => ({ asInt: 1, timeUnixNano }));
    const at = [...otlpReadings(request(gauge(...times)))].map(({ item }) =>
      item instanceof DatedReading ? item.at : item,
    );
    expect(at).toEqual([undefined, undefined, undefined, 1795150800000, 1544712660300]);
    expect(read(request(gauge({ asInt: 1, timeUnixNano: '18446744073709551615' })))).toEqual(['timestamp']);
  });

  it('rejects a point that is none, and passes over one that says that it has no value', () => {
    const points = [null, 7, {}, { asDouble: 'NaN' }, { asInt: '1.5' }, { asInt: 1, timeUnixNano: '-1' }, { flags: 1 }];
    expect(read(request(gauge(...points)))).toEqual(['type', 'type', 'required', 'pattern', 'pattern', 'pattern']);
  });
});

describe('requestFaults', () => {
  it('finds what is no request, and ignores unknown fields', () => {
    expect(requestFaults({})).toEqual([]);
    expect(requestFaults({ resourceMetrics: [{ schemaUrl: 'x', scopeMetrics: [{ scope: {}, other: 1 }] }] })).toEqual(
      [],
    );
    for (const body of [
      null,
      [],
      'x',
      { resourceMetrics: {} },
      { resourceMetrics: [null] },
      { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ gauge: { dataPoints: {} } }] }] }] },
    ]) {
      expect(requestFaults(body)).toHaveLength(1);
    }
  });
});

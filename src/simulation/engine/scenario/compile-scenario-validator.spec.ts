import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileScenarioValidator } from './compile-scenario-validator.js';
import { REFERENCE_SCENARIO } from './reference-scenario.fixture.js';

interface PublishedSchema {
  readonly $id: string;
  readonly examples: readonly unknown[];
}

const schema = JSON.parse(
  readFileSync(new URL('../../../../schemas/sim.v1.json', import.meta.url), 'utf8'),
) as PublishedSchema;
const validateScenario = compileScenarioValidator(schema);

function faults(changes: object): string[] {
  return validateScenario({ ...REFERENCE_SCENARIO, ...changes }).map(({ pointer, code }) => `${pointer} ${code}`);
}

function messages(changes: object): string[] {
  return validateScenario({ ...REFERENCE_SCENARIO, ...changes }).map(({ message }) => message);
}

describe('the scenario validator', () => {
  it('takes the reference scenario and the examples of the schema', () => {
    expect(validateScenario(REFERENCE_SCENARIO)).toEqual([]);
    for (const example of schema.examples) expect(validateScenario(example)).toEqual([]);
    expect(schema.$id).toBe('https://opstwin.dev/schemas/sim.v1.json');
  });

  it.each([
    { dist: 'normal', mean: 0, std: 0 },
    { dist: 'uniform', low: 0, high: 1 },
    { dist: 'triangular', low: 0, mode: 0, high: 1 },
    { dist: 'lognormal', mu: 0, sigma: 1 },
    { dist: 'beta', alpha: 1, beta: 1 },
    { dist: 'gamma', shape: 1, scale: 1 },
    { dist: 'exponential', rate: 1 },
    { dist: 'weibull', shape: 1, scale: 1 },
    { dist: 'poisson', rate: 1 },
    { dist: 'discrete', values: [1, 2], weights: [1, 3] },
    { dist: 'empirical', values: [1] },
    { from: 'telemetry', asset_id: 'etch_tool_7', metric: 'temperature', window: '24h', fit: 'empirical' },
    { from: 'telemetry', window: '15m', fit: 'normal' },
    -3,
  ])('takes the parameter %j', (price) => {
    expect(faults({ parameters: { ...REFERENCE_SCENARIO.parameters, price } })).toEqual([]);
  });

  it.each([
    [{ dist: 'normal', mean: 0 }, ['/parameters/price/std required']],
    [{ dist: 'normal', mean: 0, std: -1 }, ['/parameters/price/std minimum']],
    [{ dist: 'normal', mean: 0, std: 1, low: 2 }, ['/parameters/price/low unknown-field']],
    [{ dist: 'cauchy', mean: 0 }, ['/parameters/price/dist enum']],
    [{ dist: 'uniform', low: 2, high: 1 }, ['/parameters/price invalid-distribution']],
    [{ dist: 'triangular', low: 0, mode: 5, high: 1 }, ['/parameters/price invalid-distribution']],
    [{ dist: 'discrete', values: [1, 2], weights: [1] }, ['/parameters/price invalid-distribution']],
    [
      { dist: 'discrete', values: [], weights: [-1] },
      ['/parameters/price/values min-items', '/parameters/price/weights/0 minimum'],
    ],
    [{ dist: 'empirical', values: ['1', 2] }, ['/parameters/price/values/0 type']],
    [{ from: 'telemetry', window: 'a day', fit: 'normal' }, ['/parameters/price/window pattern']],
    [{ from: 'memory', window: '1d', fit: 'best' }, ['/parameters/price/from const', '/parameters/price/fit enum']],
    [{ mean: 3 }, ['/parameters/price parameter']],
    ['100', ['/parameters/price parameter']],
    [null, ['/parameters/price parameter']],
    [[1], ['/parameters/price parameter']],
  ])('finds what is wrong with the parameter %j', (price, expected) => {
    expect(faults({ parameters: { ...REFERENCE_SCENARIO.parameters, price } })).toEqual(expected);
  });

  it('names missing and unknown fields where they belong', () => {
    expect(
      validateScenario({ name: 'x', parameters: {}, sampels: 3 }).map(({ pointer, code }) => pointer + ' ' + code),
    ).toEqual(['/kpis required', '/objective required', '/candidates required', '/sampels unknown-field']);
    expect(validateScenario(null)).toEqual([{ pointer: '', code: 'type', message: 'must be object' }]);
  });

  it('finds every unknown name of an expression, and where it stands', () => {
    const kpis = { profit: 'price + revenue * __proto__', loss: 'price +' };
    expect(faults({ kpis })).toEqual([
      '/kpis/profit unknown-name',
      '/kpis/profit unknown-name',
      '/kpis/loss invalid-expression',
    ]);
    expect(messages({ kpis })).toEqual([
      'Unknown name "revenue" at character 9',
      'Unknown name "__proto__" at character 19',
      'The expression ends: expected a value at character 8',
    ]);
  });

  it.each([
    [{ maximize: 'mean(revenue)' }, ['/objective/maximize unknown-kpi']],
    [{ maximize: 'mean(constructor)' }, ['/objective/maximize unknown-kpi']],
    [{ minimize: 'median(profit)' }, ['/objective/minimize pattern']],
    [{ maximize: 'mean(profit)', minimize: 'mean(service)' }, ['/objective max-properties']],
    [{}, ['/objective min-properties']],
  ])('finds what is wrong with the objective %j', (objective, expected) => {
    expect(faults({ objective })).toEqual(expected);
  });

  it('finds candidates with the same id or with unknown parameters', () => {
    const candidates = [
      { id: 'a' },
      { id: 'b', parameters: { prise: 3 } },
      { id: 'a', parameters: { price: { dist: 'uniform', low: 2, high: 1 } } },
    ];
    expect(faults({ candidates })).toEqual([
      '/candidates/2/parameters/price invalid-distribution',
      '/candidates/1/parameters/prise unknown-parameter',
      '/candidates/2/id duplicate-candidate',
    ]);
    expect(faults({ candidates: [] })).toEqual(['/candidates min-items']);
  });

  it('lets an action refer to constant parameters only', () => {
    const action = (value: unknown) => ({ type: 'set_parameter', params: { name: 'price', values: [value] } });
    const candidates = [
      { id: 'a', action: action({ $parameter: 'cost' }) },
      { id: 'b', action: action({ $parameter: 'price' }) },
      { id: 'c', parameters: { price: 92 }, action: action({ $parameter: 'price' }) },
      { id: 'd', action: action({ $parameter: 'toString' }) },
      { id: 'e', action: action({ $parameter: 'cost', factor: 2 }) },
    ];
    expect(faults({ candidates })).toEqual([
      '/candidates/1/action/params/values/0 parameter-not-constant',
      '/candidates/3/action/params/values/0 unknown-parameter',
      '/candidates/4/action/params/values/0 invalid-reference',
    ]);
  });

  it('does not follow an action without end', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
    const [fault] = validateScenario({
      ...REFERENCE_SCENARIO,
      candidates: [{ id: 'a', action: { type: 'x', params: { deep } } }],
    });
    expect(fault?.message).toBe('is nested deeper than 32');
  });

  it('refuses names that expressions cannot use', () => {
    const parameters = { ...REFERENCE_SCENARIO.parameters, 'unit price': 1, not: 2, ['__proto__']: 3 };
    expect(faults({ parameters })).toEqual([
      '/parameters/unit price invalid-name',
      '/parameters/__proto__ invalid-name',
      '/parameters/not reserved-name',
    ]);
  });

  it('reports faults of every part at once', () => {
    const found = faults({
      name: 7,
      kpis: { profit: 'prize' },
      objective: { maximize: 'mean(gain)' },
      candidates: [{ id: 'x' }, { id: 'x' }],
      n_samples: 0,
    });
    expect(found.sort()).toEqual([
      '/candidates/1/id duplicate-candidate',
      '/kpis/profit unknown-name',
      '/n_samples minimum',
      '/name type',
      '/objective/maximize unknown-kpi',
    ]);
  });

  it('answers whatever it is given', () => {
    const parts = fc.dictionary(
      fc.constantFrom('name', 'parameters', 'kpis', 'objective', 'candidates'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), parts), (document) => {
        expect(Array.isArray(validateScenario(document))).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { REFERENCE_SCENARIO } from '../engine/scenario/reference-scenario.fixture.js';
import { calibrate } from './calibrate.js';

const measured = { from: 'telemetry', metric: 'temperature', window: '2h', fit: 'normal' } as const;

describe('calibrate', () => {
  it('leaves a scenario without telemetry parameters as it is', async () => {
    const read = () => Promise.reject(new Error('nothing is to be read'));
    expect(await calibrate(REFERENCE_SCENARIO, null, read)).toEqual(REFERENCE_SCENARIO);
  });

  it('fits mean and unbiased standard deviation to the window of the asset that the run is about', async () => {
    const asked: unknown[] = [];
    const scenario = { ...REFERENCE_SCENARIO, parameters: { ...REFERENCE_SCENARIO.parameters, price: measured } };
    const { parameters } = await calibrate(scenario, 'etch_tool_7', (...question) => {
      asked.push(question);
      return Promise.resolve([2, 4, 4, 4, 5, 5, 7, 9]);
    });
    expect(asked).toEqual([['etch_tool_7', 'temperature', 7200]]);
    expect(parameters.price).toEqual({ dist: 'normal', mean: 5, std: Math.sqrt(32 / 7) });
  });

  it('fits the parameters of candidates too, keeping measured values for an empirical fit', async () => {
    const price = { from: 'telemetry', asset_id: 'pump', window: '30s', fit: 'empirical' } as const;
    const scenario = { ...REFERENCE_SCENARIO, candidates: [{ id: 'hold' }, { id: 'measured', parameters: { price } }] };
    const { candidates } = await calibrate(scenario, null, (asset, metric, seconds) => {
      expect([asset, metric, seconds]).toEqual(['pump', 'price', 30]);
      return Promise.resolve([1, 2]);
    });
    expect(candidates[1]?.parameters).toEqual({ price: { dist: 'empirical', values: [1, 2] } });
  });

  it('says which parameter has no values, or no asset', async () => {
    const scenario = { ...REFERENCE_SCENARIO, parameters: { ...REFERENCE_SCENARIO.parameters, price: measured } };
    await expect(calibrate(scenario, 'pump', () => Promise.resolve([1]))).rejects.toThrow(
      'The parameter price cannot be taken from telemetry: pump has 1 values of temperature in the last 2h',
    );
    await expect(calibrate(scenario, null, () => Promise.resolve([]))).rejects.toThrow(/names an asset/);
  });
});

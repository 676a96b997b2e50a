import { describe, expect, it } from '@jest/globals';
import type { DetectorState, Transition } from './detector-state.js';
import { NEW_SERIES } from './detector-state.js';
import { judgeSeries } from './judge-series.js';
import { ZSCORE_PARAMETERS } from './zscore-parameters.js';

const PERIOD = 1000;

/** A steady series around 100 with a standard deviation near 1. */
function steady(samples: number): number[] {
  return Array.from({ length: samples }, (_, i) => 100 + ([0, 1, -1, 1.2, -1.2][i % 5] ?? 0));
}

class Series {
  state: DetectorState = NEW_SERIES;
  private at = 0;

  feed(values: readonly number[]): readonly Transition[] {
    const at = values.map(() => (this.at += PERIOD));
    const { state, transitions } = judgeSeries(this.state, { at, value: values }, ZSCORE_PARAMETERS);
    this.state = JSON.parse(JSON.stringify(state)) as DetectorState;
    return transitions;
  }

  get now(): number {
    return this.at;
  }
}

function kinds(transitions: readonly Transition[]): string[] {
  return transitions.map((one) => (one.kind === 'cleared' ? one.kind : `${one.kind} ${one.finding.severity}`));
}

describe('the z-score detector', () => {
  it('judges nothing while it learns the first baseline', () => {
    const series = new Series();
    expect(series.feed([...steady(30), 1e6, 1e6, 1e6, ...steady(26)])).toEqual([]);
  });

  it('opens on the third anomalous sample in a row, and not on spikes', () => {
    const series = new Series();
    series.feed(steady(100));
    expect(series.feed([200, 200, 100, 200, 200, 100])).toEqual([]);
    const [opened, ...more] = series.feed([200, 210, 190]);
    expect(more).toEqual([]);
    expect(opened).toMatchObject({
      kind: 'opened',
      openedAt: series.now,
      finding: { value: 210, severity: 'critical' },
    });
  });

  it('tells again when it becomes graver, and not when it becomes milder', () => {
    const series = new Series();
    series.feed(steady(100));
    const medium = 104.5;
    expect(kinds(series.feed([medium, medium, medium]))).toEqual(['opened medium']);
    expect(kinds(series.feed([medium, 105.7, medium, 105.7]))).toEqual(['raised high']);
    expect(kinds(series.feed([120, 105.7, 120]))).toEqual(['raised critical']);
  });

  it('clears after twelve samples in a row that are not anomalous', () => {
    const series = new Series();
    series.feed(steady(100));
    series.feed([200, 200, 200]);
    const opened = series.now;
    expect(series.feed([...steady(11), 200, ...steady(11)])).toEqual([]);
    expect(series.feed([100])).toEqual([{ kind: 'cleared', openedAt: opened, at: series.now }]);
    expect(kinds(series.feed([200, 200, 200]))).toEqual(['opened critical']);
  });

  it('does not let anomalous or suspicious samples move the baseline', () => {
    const series = new Series();
    series.feed(steady(100));
    const { baseline } = series.state;
    series.feed([200, 200, 200, 103.5, 200]);
    expect(series.state.baseline).toEqual(baseline);
  });

  it('accepts a level that lasts as the new baseline', () => {
    const series = new Series();
    series.feed(steady(100));
    const shifted = steady(ZSCORE_PARAMETERS.acceptedAfter + 20).map((value) => value + 50);
    expect(kinds(series.feed(shifted))).toEqual(['opened critical', 'cleared']);
    expect(series.state.baseline.mean).toBeCloseTo(150, 0);
    expect(kinds(series.feed(steady(3)))).toEqual(['opened critical']);
  });

  it('allows a constant series some noise, by its magnitude', () => {
    const series = new Series();
    series.feed(new Array<number>(100).fill(1000));
    expect(series.feed([1010, 1010, 1010])).toEqual([]);
    expect(kinds(series.feed([1100, 1100, 1100]))).toEqual(['opened critical']);
    const zero = new Series();
    zero.feed(new Array<number>(100).fill(0));
    expect(kinds(zero.feed([1, 1, 1]))).toEqual(['opened critical']);
  });

  it('leaves a late sample out', () => {
    const series = new Series();
    series.feed(steady(100));
    const before = series.state;
    expect(judgeSeries(before, { at: [PERIOD], value: [1e9] }, ZSCORE_PARAMETERS)).toEqual({
      state: before,
      transitions: [],
    });
  });

  it('stays a number with the largest values', () => {
    const series = new Series();
    series.feed(Array.from({ length: 200 }, (_, i) => (i % 2 ? 1 : -1) * Number.MAX_VALUE));
    expect(Number.isFinite(series.state.baseline.mean)).toBe(true);
    expect(Number.isFinite(series.state.baseline.m2)).toBe(true);
  });
});

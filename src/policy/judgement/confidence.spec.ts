import { describe, expect, it } from '@jest/globals';
import { DEFAULT_MISSING, DEFAULT_WEIGHTS } from '../documents/policy-document.js';
import { assessDataQuality } from './assess-data-quality.js';
import { assessHistory } from './assess-history.js';
import { assessSimulation, failedSimulation } from './assess-simulation.js';
import { weighConfidence } from './confidence.js';

const NOW = new Date('2026-11-20T05:00:00.000Z');
const unknown = { score: undefined, explanation: 'Nothing is known.' };
const sure = { score: 1, explanation: 'Sure.' };

/** Readings every ten seconds, the newest `age` milliseconds before now. */
function readings(count: number, { age = 0, quality = 1, without = [] as number[] } = {}) {
  return Array.from({ length: count }, (_, i) => i)
    .filter((i) => !without.includes(i))
    .map((i) => ({ ts: new Date(NOW.getTime() - age - (count - 1 - i) * 10_000), quality }));
}

describe('a confidence', () => {
  it('is the weighted mean of its parts', () => {
    const { total } = weighConfidence(
      {
        history: { score: 0.8, explanation: '' },
        data_quality: { score: 0.6, explanation: '' },
        simulation: { score: 1, explanation: '' },
        consensus: { score: 0.5, explanation: '' },
      },
      DEFAULT_WEIGHTS,
      DEFAULT_MISSING,
    );
    expect(total).toBeCloseTo(0.25 * 0.8 + 0.25 * 0.6 + 0.3 * 1 + 0.2 * 0.5, 12);
  });

  it('counts what is not known as the policy says, and says so', () => {
    const all = { history: unknown, data_quality: unknown, simulation: unknown, consensus: unknown };
    const { total, parts } = weighConfidence(all, DEFAULT_WEIGHTS, DEFAULT_MISSING);
    expect(total).toBeCloseTo(0.25 * 0.5 + 0.2 * 0.5, 12);
    expect(parts.history).toMatchObject({ score: 0.5, missing: true });
    expect(parts.history.explanation).toContain('counts that as 0.5');
  });

  it('scales weights that do not add up to 1', () => {
    const { total, parts } = weighConfidence(
      { history: sure, data_quality: sure, simulation: sure, consensus: sure },
      { history: 0.1, data_quality: 0.1, simulation: 0.2, consensus: 0 },
      DEFAULT_MISSING,
    );
    expect(total).toBeCloseTo(1, 12);
    expect(parts.simulation.weight).toBeCloseTo(0.5, 12);
  });
});

describe('the history', () => {
  it('follows the rule of succession', () => {
    expect(assessHistory({ trials: 8, successes: 8 }, 'restart').score).toBeCloseTo(9 / 10, 12);
    expect(assessHistory({ trials: 2, successes: 0 }, 'restart').score).toBeCloseTo(1 / 4, 12);
  });

  it('is not known before the first trial, or without an action', () => {
    expect(assessHistory({ trials: 0, successes: 0 }, 'restart').score).toBeUndefined();
    expect(assessHistory({ trials: 3, successes: 3 }, undefined).score).toBeUndefined();
  });
});

describe('the quality of the data', () => {
  it('is full for regular, good and fresh readings', () => {
    expect(assessDataQuality(readings(30), NOW).score).toBe(1);
  });

  it('falls with the quality of the readings', () => {
    expect(assessDataQuality(readings(30, { quality: 0.5 }), NOW).score).toBeCloseTo(0.5, 12);
  });

  it('falls with readings that are missing', () => {
    expect(assessDataQuality(readings(20, { without: [5, 6, 7, 8, 9] }), NOW).score).toBeCloseTo(0.75, 12);
  });

  it('falls with the age of the newest reading, beyond three intervals', () => {
    expect(assessDataQuality(readings(30, { age: 30_000 }), NOW).score).toBe(1);
    expect(assessDataQuality(readings(30, { age: 120_000 }), NOW).score).toBeCloseTo(0.25, 12);
  });

  it('is a part of the whole with one or two readings, and not known with none', () => {
    expect(assessDataQuality(readings(1), NOW).score).toBeCloseTo(1 / 3, 12);
    expect(assessDataQuality([], NOW).score).toBeUndefined();
  });
});

describe('the certainty of the simulation', () => {
  it('is the confidence of a run that converged, less its error', () => {
    expect(assessSimulation({ confidence: 0.9, converged: true, uncertainty: 0.01 }).score).toBeCloseTo(0.891, 12);
  });

  it('is less for a run that did not converge', () => {
    expect(assessSimulation({ confidence: 1, converged: false, uncertainty: 0 }).score).toBeCloseTo(0.8, 12);
  });

  it('is nothing when the error is as great as the value, and not known when the run failed', () => {
    expect(assessSimulation({ confidence: 1, converged: true, uncertainty: 3 }).score).toBe(0);
    expect(failedSimulation('no samples').score).toBeUndefined();
  });
});

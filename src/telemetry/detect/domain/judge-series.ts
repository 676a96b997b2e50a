import type { DetectorState, Transition } from './detector-state.js';
import { judge } from './zscore-detector.js';
import type { ZScoreParameters } from './zscore-parameters.js';

export interface SeriesJudgement {
  readonly state: DetectorState;
  readonly transitions: readonly Transition[];
}

/** Columns of samples, in time order: `at` in milliseconds since 1970. */
interface Samples {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

/** Judges new samples of a series. */
export function judgeSeries(
  before: DetectorState,
  { at, value }: Samples,
  parameters: ZScoreParameters,
): SeriesJudgement {
  let state = before;
  const transitions: Transition[] = [];
  for (let i = 0; i < at.length; i++) {
    const judgement = judge(state, at[i] ?? NaN, value[i] ?? NaN, parameters);
    state = judgement.state;
    if (judgement.transition) transitions.push(judgement.transition);
  }
  return { state, transitions };
}

import { Injectable } from '@nestjs/common';
import type { StoredSeries } from '../store/stored-series.js';
import type { Transition } from './domain/detector-state.js';
import { judgeSeries } from './domain/judge-series.js';
import { ZSCORE_PARAMETERS } from './domain/zscore-parameters.js';
import { DetectorStates, type SeriesState } from './detector-states.js';

export interface DetectedSeries {
  readonly series: StoredSeries;
  readonly transitions: readonly Transition[];
  /** Whether the newest of its samples is the newest of the whole series. */
  readonly current: boolean;
}

/** Runs the detector on samples that were just stored, in their transaction: each is judged once, or not stored. */
@Injectable()
export class Detection {
  constructor(private readonly states: DetectorStates) {}

  async run(stored: readonly StoredSeries[]): Promise<DetectedSeries[]> {
    const before = await this.states.of(stored);
    const changed: SeriesState[] = [];
    const detected = stored.map((series): DetectedSeries => {
      const { tenant, seriesId, samples } = series;
      const known = before.get(seriesId);
      if (!known) throw new Error(`The series ${seriesId} has no detector state`);
      const { state: old, version } = known;
      const { state, transitions } = judgeSeries(old, samples, ZSCORE_PARAMETERS);
      if (state === old) return { series, transitions, current: false };
      changed.push({ tenant, seriesId, state, version });
      return { series, transitions, current: true };
    });
    await this.states.save(changed);
    return detected;
  }
}

import type { ReportedState } from '../../twin/messages/report-states.command.js';
import type { DetectedSeries } from '../detect/detection.js';

/** The newest value of each metric that has one, by asset. A late sample says nothing of how the asset is now. */
export function reportedStates(detected: readonly DetectedSeries[]): ReportedState[] {
  const states = new Map<string, { twinId: string; assetId: string; values: [string, number][]; at: number }>();
  for (const { series, current } of detected) {
    const { twinId, assetId, metric, samples } = series;
    const [at, value] = [samples.at.at(-1), samples.value.at(-1)];
    if (!current || at === undefined || value === undefined) continue;
    const key = `${twinId}/${assetId}`;
    const state = states.get(key) ?? { twinId, assetId, values: [], at: 0 };
    state.values.push([metric, value]);
    state.at = Math.max(state.at, at);
    states.set(key, state);
  }
  return [...states.values()].map(({ twinId, assetId, values, at }) => ({
    twinId,
    assetId,
    reported: Object.fromEntries(values),
    at: new Date(at),
  }));
}

import type { AnomalyFinding } from '../../telemetry/messages/anomaly-detected.event.js';
import type { ProposedAction } from '../messages/proposed-action.js';

/** What a person reads first of a proposal that policy makes. */
export function proposalSummary(
  { asset_id, metric, severity, value, score, baseline }: AnomalyFinding,
  { type, params }: ProposedAction,
): string {
  const what = Object.entries(params).map(
    ([name, to]) => `${name} = ${typeof to === 'number' ? short(to) : JSON.stringify(to)}`,
  );
  return (
    `${metric} of ${asset_id} is ${short(value)}, ${short(Math.abs(score))} standard deviations from its mean of ` +
    `${short(baseline.mean)} (severity ${severity}). The simulation recommends ${type}${what.length > 0 ? `: ${what.join(', ')}` : ''}.`
  );
}

/** Four significant digits are enough to judge by; the exact payload is beside it. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

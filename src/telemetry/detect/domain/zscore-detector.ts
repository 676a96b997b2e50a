import type { DetectorState, Finding, Judgement, OpenAnomaly } from './detector-state.js';
import { NO_MOMENTS, standardDeviation, withValue } from './running-moments.js';
import { isGraver } from './severity.js';
import type { ZScoreParameters } from './zscore-parameters.js';

/** Squares of larger values would overflow in the moments; no sensor comes near. */
const LARGEST = 1e150;

/** Judges the next sample of a series. One that is not newer than the newest judged changes nothing. */
export function judge(state: DetectorState, at: number, value: number, parameters: ZScoreParameters): Judgement {
  if (state.newest !== null && at <= state.newest) return { state };
  const seen = { ...state, newest: at };
  const judged = Math.max(-LARGEST, Math.min(LARGEST, value));
  if (state.baseline.count < parameters.warmUp) return { state: learn(seen, judged, parameters) };
  const finding = examine(state, at, judged, parameters);
  return finding.score < parameters.medium
    ? calm(finding.score < parameters.low ? learn(seen, judged, parameters) : seen, at, parameters)
    : anomalous(seen, finding, parameters);
}

function learn(state: DetectorState, value: number, { horizon }: ZScoreParameters): DetectorState {
  return { ...state, baseline: withValue(state.baseline, value, horizon) };
}

function examine(state: DetectorState, at: number, value: number, parameters: ZScoreParameters): Finding {
  const { high, critical, relativeFloor, absoluteFloor } = parameters;
  const { mean, count } = state.baseline;
  const std = Math.max(standardDeviation(state.baseline), Math.abs(mean) * relativeFloor, absoluteFloor);
  const score = Math.abs(value - mean) / std;
  const severity = score >= critical ? 'critical' : score >= high ? 'high' : 'medium';
  return { at, value, score, severity, baseline: { mean, std, count } };
}

function anomalous(state: DetectorState, finding: Finding, parameters: ZScoreParameters): Judgement {
  if (state.open) return lasting(state, state.open, finding, parameters);
  const streak = state.streak + 1;
  const gravest = state.gravest && state.gravest.score >= finding.score ? state.gravest : finding;
  if (streak < parameters.opensAfter) return { state: { ...state, streak, gravest } };
  const openedAt = finding.at;
  const level = withValue(NO_MOMENTS, finding.value, parameters.horizon);
  return {
    state: { ...state, streak: 0, gravest: null, open: { openedAt, severity: gravest.severity, calm: 0, level } },
    transition: { kind: 'opened', openedAt, finding: gravest },
  };
}

/** One more anomalous sample of an open anomaly: worse, the same, or by now the series' new normal. */
function lasting(state: DetectorState, open: OpenAnomaly, finding: Finding, parameters: ZScoreParameters): Judgement {
  const { openedAt } = open;
  const level = withValue(open.level, finding.value, parameters.horizon);
  if (level.count >= parameters.acceptedAfter) {
    const accepted = { ...state, baseline: level, open: null };
    return { state: accepted, transition: { kind: 'cleared', openedAt, at: finding.at } };
  }
  if (!isGraver(finding.severity, open.severity)) return { state: { ...state, open: { ...open, calm: 0, level } } };
  return {
    state: { ...state, open: { openedAt, severity: finding.severity, calm: 0, level } },
    transition: { kind: 'raised', openedAt, finding },
  };
}

function calm(state: DetectorState, at: number, { clearsAfter }: ZScoreParameters): Judgement {
  const next = { ...state, streak: 0, gravest: null };
  if (!next.open) return { state: next };
  const { openedAt, calm: before } = next.open;
  if (before + 1 < clearsAfter) return { state: { ...next, open: { ...next.open, calm: before + 1 } } };
  return { state: { ...next, open: null }, transition: { kind: 'cleared', openedAt, at } };
}

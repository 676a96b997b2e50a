import type { DistributionSpec, ParameterSpec, ScenarioDocument, TelemetryParameter } from '../engine/index.js';
import { isTelemetryParameter } from '../engine/index.js';

/** A telemetry parameter cannot be fitted to what was measured. */
export class CalibrationError extends Error {
  constructor(parameter: string, why: string) {
    super(`The parameter ${parameter} cannot be taken from telemetry: ${why}`);
    this.name = 'CalibrationError';
  }
}

/** Values of a metric in a window, oldest first. */
export type ReadValues = (assetId: string, metric: string, windowSeconds: number) => Promise<readonly number[]>;

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * Replaces every telemetry parameter of a scenario, and of its candidates, by what is fitted to the measured values.
 * @param assetId whose telemetry is meant where a parameter names no asset
 * @throws CalibrationError naming the parameter
 */
export async function calibrate(
  document: ScenarioDocument,
  assetId: string | null,
  read: ReadValues,
): Promise<ScenarioDocument> {
  const resolve = async (parameters: Readonly<Record<string, ParameterSpec>>) => {
    const entries = Object.entries(parameters).map(async ([name, spec]) => {
      return [name, isTelemetryParameter(spec) ? await fitted(name, spec, assetId, read) : spec] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  };
  const candidates = document.candidates.map(async (candidate) =>
    candidate.parameters ? { ...candidate, parameters: await resolve(candidate.parameters) } : candidate,
  );
  return { ...document, parameters: await resolve(document.parameters), candidates: await Promise.all(candidates) };
}

async function fitted(
  name: string,
  spec: TelemetryParameter,
  runAsset: string | null,
  read: ReadValues,
): Promise<DistributionSpec> {
  const asset = spec.asset_id ?? runAsset;
  if (asset === null) throw new CalibrationError(name, 'neither it nor the run names an asset');
  const metric = spec.metric ?? name;
  const values = await read(asset, metric, windowSeconds(spec.window));
  const needed = spec.fit === 'normal' ? 2 : 1;
  if (values.length < needed) {
    throw new CalibrationError(name, `${asset} has ${values.length} values of ${metric} in the last ${spec.window}`);
  }
  return spec.fit === 'normal' ? fittedNormal(values) : { dist: 'empirical', values };
}

/** The window's length in seconds. */
function windowSeconds(window: string): number {
  return Number(window.slice(0, -1)) * (SECONDS[window.slice(-1)] ?? 1);
}

/** Mean and the unbiased standard deviation. */
function fittedNormal(values: readonly number[]): DistributionSpec {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { dist: 'normal', mean, std: Math.sqrt(squares / (values.length - 1)) };
}

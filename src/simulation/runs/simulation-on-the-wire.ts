import type { Simulation } from '../messages/simulation.js';
import type { Run } from './run-store.js';

const NOT_YET = {
  samples: null,
  converged: null,
  kpi_distribution: null,
  candidates: null,
  recommended: null,
  uncertainty: null,
  execution_time_ms: null,
};

/** A run as `GET /sim/{sim_id}` shows it. */
export function onTheWire(run: Run): Simulation {
  return {
    sim_id: run.id,
    twin_id: run.twinId,
    asset_id: run.assetId,
    scenario: run.scenario,
    scenario_version: run.scenarioVersion,
    anomaly_id: run.anomalyId,
    engine: 'classical',
    status: run.status,
    progress: run.progress,
    seed: run.seed,
    parameters: (run.resolved ?? run.document).parameters,
    created_at: run.createdAt.toISOString(),
    ...(run.result ?? NOT_YET),
    error: run.error,
  };
}

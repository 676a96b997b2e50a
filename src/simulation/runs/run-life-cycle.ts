import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import type { MonteCarloOutcome, ScenarioDocument } from '../engine/index.js';
import { SimulationCompleted } from '../messages/simulation-completed.event.js';
import { SimulationFailed } from '../messages/simulation-failed.event.js';
import { SimulationStarted } from '../messages/simulation-started.event.js';
import type { SimulationJob } from '../queue/simulation-job.js';
import { runResult } from './run-result.js';
import { RunStore, type Run } from './run-store.js';

/** queued → running → completed | failed. Each step is taken once, whoever computes the run, and told in the log. */
@Injectable()
export class RunLifeCycle {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly runs: RunStore,
  ) {}

  /** @param resolved the scenario as it is computed, which a repeated attempt computes again */
  async start(job: SimulationJob, run: Run, resolved: ScenarioDocument): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.runs.start(job.tenant, run.id, resolved))) return;
      this.log.append(operationOf(job), new SimulationStarted(run.twinId, { sim_id: run.id }));
    });
  }

  async complete(
    job: SimulationJob,
    run: Run,
    resolved: ScenarioDocument,
    outcome: MonteCarloOutcome,
    milliseconds: number,
  ): Promise<void> {
    const result = runResult(resolved, outcome, milliseconds);
    await this.database.transaction(async () => {
      if (!(await this.runs.complete(job.tenant, run.id, result))) return;
      this.log.append(
        operationOf(job),
        new SimulationCompleted(run.twinId, {
          sim_id: run.id,
          scenario: run.scenario,
          scenario_version: run.scenarioVersion,
          anomaly_id: run.anomalyId,
          samples: result.samples,
          converged: result.converged,
          uncertainty: result.uncertainty,
          recommended: result.recommended,
          execution_time_ms: result.execution_time_ms,
        }),
      );
    });
  }

  async fail(job: SimulationJob, run: Run, error: string): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.runs.fail(job.tenant, run.id, error))) return;
      const data = { sim_id: run.id, scenario: run.scenario, anomaly_id: run.anomalyId, error };
      this.log.append(operationOf(job), new SimulationFailed(run.twinId, data));
    });
  }
}

function operationOf({ tenant, correlationId, causationId }: SimulationJob): Operation {
  return { tenant, actor: 'simulation', correlationId, causationId };
}

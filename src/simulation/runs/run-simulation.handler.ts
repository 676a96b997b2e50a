import { createHash } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { RunSimulation } from '../messages/run-simulation.command.js';
import { SimulationQueued } from '../messages/simulation-queued.event.js';
import { ScenarioStore } from '../scenarios/scenario-store.js';
import { ScenarioValidator } from '../scenarios/scenario-validator.js';
import { runDocument } from './run-document.js';
import { RunStore } from './run-store.js';

@CommandHandler(RunSimulation)
export class RunSimulationHandler implements ICommandHandler<RunSimulation> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly scenarios: ScenarioStore,
    private readonly validator: ScenarioValidator,
    private readonly runs: RunStore,
  ) {}

  async execute({ operation, request }: RunSimulation): Promise<{ simId: string }> {
    const { simId, twinId, anomalyId = null } = request;
    const scenario = await this.scenarios.find(operation.tenant, request.scenario);
    if (!scenario) throw notFound('scenario', request.scenario);
    const document = this.validator.require(runDocument(scenario.document, request));
    const run = {
      id: simId,
      twinId,
      assetId: request.assetId ?? null,
      scenario: scenario.name,
      scenarioVersion: scenario.version,
      anomalyId,
      seed: request.seed ?? seedOf(simId),
      document,
    };
    await this.database.transaction(async () => {
      if (!(await this.runs.add(operation.tenant, run, operation.correlationId))) return;
      this.log.append(
        operation,
        new SimulationQueued(twinId, {
          sim_id: simId,
          scenario: scenario.name,
          scenario_version: scenario.version,
          anomaly_id: anomalyId,
        }),
      );
    });
    return { simId };
  }
}

/** A seed from 0 to 2³²−1 that belongs to the run's id. */
function seedOf(simId: string): number {
  return createHash('sha256').update(simId).digest().readUInt32BE();
}

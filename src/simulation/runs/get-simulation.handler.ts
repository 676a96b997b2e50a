import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetSimulation } from '../messages/get-simulation.query.js';
import type { Simulation } from '../messages/simulation.js';
import { RunStore } from './run-store.js';
import { onTheWire } from './simulation-on-the-wire.js';

@QueryHandler(GetSimulation)
export class GetSimulationHandler implements IQueryHandler<GetSimulation> {
  constructor(private readonly runs: RunStore) {}

  async execute({ tenant, simId }: GetSimulation): Promise<Simulation | undefined> {
    const run = await this.runs.find(tenant, simId);
    return run && onTheWire(run);
  }
}

import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Simulation } from '../messages/simulation.js';
import { UnfinishedSimulations } from '../messages/unfinished-simulations.query.js';
import { RunStore } from './run-store.js';
import { onTheWire } from './simulation-on-the-wire.js';

@QueryHandler(UnfinishedSimulations)
export class UnfinishedSimulationsHandler implements IQueryHandler<UnfinishedSimulations> {
  constructor(private readonly runs: RunStore) {}

  execute(query: UnfinishedSimulations): Promise<AsyncIterable<readonly Simulation[]>> {
    return Promise.resolve(this.simulations(query));
  }

  private async *simulations({ tenant, patterns, twinId }: UnfinishedSimulations): AsyncGenerator<Simulation[], void> {
    for await (const some of this.runs.everyUnfinished(tenant, patterns, twinId)) yield some.map(onTheWire);
  }
}

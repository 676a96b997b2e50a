import { Query } from '@nestjs/cqrs';
import type { Simulation } from './simulation.js';

export class GetSimulation extends Query<Simulation | undefined> {
  constructor(
    readonly tenant: string,
    readonly simId: string,
  ) {
    super();
  }
}

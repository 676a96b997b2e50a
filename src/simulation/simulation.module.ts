import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EnqueueSimulation } from './queue/enqueue-simulation.consumer.js';
import { LostSimulations } from './queue/lost-simulations.js';
import { SimulationWorker } from './queue/simulation-worker.js';
import { GetSimulationHandler } from './runs/get-simulation.handler.js';
import { RunAwaiter } from './runs/run-awaiter.js';
import { RunLifeCycle } from './runs/run-life-cycle.js';
import { RunSimulationHandler } from './runs/run-simulation.handler.js';
import { RunStore } from './runs/run-store.js';
import { SimController } from './runs/sim.controller.js';
import { UnfinishedSimulationsHandler } from './runs/unfinished-simulations.handler.js';
import { EnsureScenarioHandler } from './scenarios/ensure-scenario.handler.js';
import { ScenarioController } from './scenarios/scenario.controller.js';
import { ScenarioStore } from './scenarios/scenario-store.js';
import { ScenarioValidator } from './scenarios/scenario-validator.js';

@Module({
  imports: [CqrsModule],
  controllers: [ScenarioController, SimController],
  providers: [
    ScenarioStore,
    ScenarioValidator,
    EnsureScenarioHandler,
    RunStore,
    RunLifeCycle,
    RunAwaiter,
    RunSimulationHandler,
    GetSimulationHandler,
    UnfinishedSimulationsHandler,
    EnqueueSimulation,
    SimulationWorker,
    LostSimulations,
  ],
})
export class SimulationModule {}

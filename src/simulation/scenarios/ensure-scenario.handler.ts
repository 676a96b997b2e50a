import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EnsureScenario } from '../messages/ensure-scenario.command.js';
import { ScenarioStore } from './scenario-store.js';
import { ScenarioValidator } from './scenario-validator.js';

@CommandHandler(EnsureScenario)
export class EnsureScenarioHandler implements ICommandHandler<EnsureScenario> {
  constructor(
    private readonly validator: ScenarioValidator,
    private readonly store: ScenarioStore,
  ) {}

  async execute({ operation, document }: EnsureScenario): Promise<void> {
    await this.store.ensure(operation.tenant, this.validator.require(document), operation.actor);
  }
}

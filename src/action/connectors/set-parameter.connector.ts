import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Operation } from '../../platform/event-log/operation.js';
import type { FieldFault } from '../../platform/http/problems/problem.error.js';
import { MqttBus } from '../../platform/mqtt/mqtt-bus.js';
import { SetDesiredState } from '../../twin/messages/set-desired-state.command.js';
import type { ActionTask, Connector } from './connector.js';
import { parameterFaults } from './parameter-faults.js';
import { within } from './within.js';

/** A broker that does not take the command in this time counts as not reached. */
const PUBLISH_MS = 10_000;

/**
 * Tells an asset by MQTT which values its parameters shall have, and keeps them as its desired state. After a crash the
 * command can come twice, with the same action_id.
 */
@Injectable()
export class SetParameterConnector implements Connector {
  readonly type = 'set_parameter';

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly mqtt: MqttBus,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  faults(params: Readonly<Record<string, unknown>>): FieldFault[] {
    return parameterFaults(params);
  }

  async act({ tenant }: Operation, { actionId, twinId, target, type, params }: ActionTask): Promise<void> {
    const topic = `${this.config.namespace}/${tenant}/${twinId}/${target}/command`;
    const command = { action_id: actionId, type, params, ts: this.clock.now().toISOString() };
    await within(PUBLISH_MS, 'the MQTT broker', this.mqtt.publish(topic, JSON.stringify(command)));
  }

  async keep(operation: Operation, { actionId, twinId, target, params }: ActionTask): Promise<void> {
    await this.commands.execute(new SetDesiredState(operation, twinId, target, params, actionId));
  }
}

import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { derivedId } from '../../platform/clock/ids.js';
import { LogConsumer, type DurableConsumer } from '../../platform/event-log/consumers/log-consumer.decorator.js';
import type { LoggedEvent } from '../../platform/event-log/event.js';
import { operationAfter } from '../../platform/event-log/operation-after.js';
import { RunSimulation } from '../../simulation/messages/run-simulation.command.js';
import { AnomalyDetected, type AnomalyFinding } from '../../telemetry/messages/anomaly-detected.event.js';
import { PublishedPolicies } from '../documents/published-policies.js';
import { matchRule, runParameters } from './match-rule.js';
import { PolicyCases } from './policy-cases.js';
import { TwinFactsReader } from './twin-facts.js';

/**
 * Asks for a simulation when a rule applies to an anomaly: one for an anomaly and a rule, however often the anomaly
 * grows graver.
 */
@Injectable()
@LogConsumer({ name: 'policy.respond-to-anomaly', events: [AnomalyDetected.type] })
export class RespondToAnomalyConsumer implements DurableConsumer {
  constructor(
    private readonly policies: PublishedPolicies,
    private readonly twins: TwinFactsReader,
    private readonly cases: PolicyCases,
    private readonly commands: CommandBus,
  ) {}

  async consume(event: LoggedEvent): Promise<void> {
    const { tenant, twinId } = event;
    const anomaly = event.data as unknown as AnomalyFinding;
    if (twinId === null) throw new Error(`${event.type} ${event.id} names no twin`);
    const facts = { anomaly, twin: await this.twins.read(tenant, twinId, anomaly.asset_id) };
    const { applies, judged } = matchRule(await this.policies.of(tenant), twinId, facts);
    if (!applies) return;

    const { policy, rule } = applies;
    const simId = derivedId('sim', `${anomaly.anomaly_id}/${policy.policyId}/${rule.id}`);
    const added = await this.cases.add(tenant, {
      simId,
      twinId,
      policyId: policy.policyId,
      policyVersion: policy.version,
      ruleId: rule.id,
      triggerEventId: event.id,
      anomaly,
      rules: judged,
    });
    if (!added) return;
    const { scenario, samples } = rule.simulate;
    await this.commands.execute(
      new RunSimulation(operationAfter(event, 'policy'), {
        simId,
        twinId,
        scenario,
        parameters: runParameters(rule, facts),
        ...(samples === undefined ? {} : { samples }),
        anomalyId: anomaly.anomaly_id,
      }),
    );
  }
}

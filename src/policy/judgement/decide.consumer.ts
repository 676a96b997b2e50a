import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Clock } from '../../platform/clock/clock.js';
import { derivedId } from '../../platform/clock/ids.js';
import { LogConsumer, type DurableConsumer } from '../../platform/event-log/consumers/log-consumer.decorator.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { LoggedEvent } from '../../platform/event-log/event.js';
import { operationAfter } from '../../platform/event-log/operation-after.js';
import type { Operation } from '../../platform/event-log/operation.js';
import {
  SimulationCompleted,
  type SimulationCompletedData,
} from '../../simulation/messages/simulation-completed.event.js';
import { SimulationFailed, type SimulationFailedData } from '../../simulation/messages/simulation-failed.event.js';
import { DEFAULT_EXPIRY_S } from '../documents/policy-document.js';
import { AnalysisRequested } from '../messages/analysis-requested.event.js';
import { DecisionMade } from '../messages/decision-made.event.js';
import type { ProposedAction } from '../messages/proposed-action.js';
import { ApproveProposal } from '../proposals/approve-proposal.command.js';
import { CreateProposal } from '../proposals/create-proposal.command.js';
import { Decisions, type DecisionRow } from './decisions.js';
import { Judge, type Judgement, type SimulationEnd } from './judge.js';
import type { PolicyCase } from './policy-case.js';
import { PolicyCases } from './policy-cases.js';
import { proposalSummary } from './proposal-summary.js';

/** Decides on a case once its simulation has ended, and tells or asks whoever comes next. */
@Injectable()
@LogConsumer({ name: 'policy.decide', events: [SimulationCompleted.type, SimulationFailed.type] })
export class DecideConsumer implements DurableConsumer {
  constructor(
    private readonly cases: PolicyCases,
    private readonly decisions: Decisions,
    private readonly judge: Judge,
    private readonly log: EventLog,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  async consume(event: LoggedEvent): Promise<void> {
    const { tenant } = event;
    const { sim_id: simId } = event.data as unknown as SimulationFailedData;
    const about = await this.cases.find(tenant, simId);
    const decisionId = derivedId('dec', simId);
    // Someone else's simulation, or a parked event that is replayed after all.
    if (!about || (await this.decisions.find(tenant, decisionId))) return;

    const judgement = await this.judge.judge(tenant, about, endOf(event));
    const { action, outcome } = judgement;
    const acts = action !== null && (outcome === 'require_approval' || outcome === 'auto_execute');
    const decision = this.row(event, about, judgement, decisionId, acts ? derivedId('prop', simId) : null);
    const operation = operationAfter(event, 'policy');
    await this.decisions.add(tenant, decision);
    this.tell(operation, decision);
    if (acts) await this.propose(operation, about, judgement, decision, action);
  }

  private tell(operation: Operation, decision: DecisionRow): void {
    const { decision_id, outcome, confidence, anomaly_id, sim_id, policy_id, policy_version, rule_id } = decision;
    const made = { decision_id, outcome, confidence, anomaly_id, sim_id, policy_id, policy_version, rule_id };
    this.log.append(operation, new DecisionMade(decision.twin_id, made));
    if (outcome !== 'require_analysis') return;
    const reason = decision.reasoning.join(' ');
    this.log.append(operation, new AnalysisRequested(decision.twin_id, { decision_id, anomaly_id, reason }));
  }

  /** What may run without a person goes by the same door: a proposal, which the rule itself approves. */
  private async propose(
    operation: Operation,
    about: PolicyCase,
    { outcome, rule }: Judgement,
    decision: DecisionRow,
    action: ProposedAction,
  ): Promise<void> {
    const { decision_id, anomaly_id, sim_id, policy_id, policy_version, confidence } = decision;
    const proposal = await this.commands.execute(
      new CreateProposal(operation, {
        proposalId: derivedId('prop', sim_id),
        twinId: about.twinId,
        summary: proposalSummary(about.anomaly, action),
        evidence: [
          { type: 'anomaly', id: anomaly_id },
          { type: 'simulation', id: sim_id },
          { type: 'decision', id: decision_id },
        ],
        action,
        confidence,
        expiresIn: rule.proposal?.expires_in_s ?? DEFAULT_EXPIRY_S,
        decision: {
          decisionId: decision_id,
          simId: sim_id,
          anomalyId: anomaly_id,
          policyId: policy_id,
          policyVersion: policy_version,
        },
      }),
    );
    if (outcome !== 'auto_execute') return;
    const { proposal_id: proposalId, digest } = proposal;
    const reason = `The rule ${rule.id} lets ${action.type} run without a person.`;
    await this.commands.execute(new ApproveProposal(operation, { proposalId, digest, reason, by: 'rule' }));
  }

  private row(
    event: LoggedEvent,
    about: PolicyCase,
    { outcome, confidence, action, constraints, reasoning }: Judgement,
    decisionId: string,
    proposalId: string | null,
  ): DecisionRow {
    return {
      decision_id: decisionId,
      twin_id: about.twinId,
      outcome,
      confidence: confidence.total,
      confidence_parts: confidence.parts,
      action,
      anomaly_id: about.anomaly.anomaly_id,
      sim_id: about.simId,
      trigger_event_id: about.triggerEventId,
      simulation_event_id: event.id,
      policy_id: about.policyId,
      policy_version: about.policyVersion,
      rule_id: about.ruleId,
      rules: about.rules,
      constraints,
      reasoning,
      proposal_id: proposalId,
      created_at: this.clock.now(),
    };
  }
}

function endOf(event: LoggedEvent): SimulationEnd {
  return event.type === SimulationFailed.type
    ? { error: (event.data as unknown as SimulationFailedData).error }
    : { result: event.data as unknown as SimulationCompletedData };
}

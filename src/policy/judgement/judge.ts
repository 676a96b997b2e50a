import { Injectable } from '@nestjs/common';
import type { SimulationCompletedData } from '../../simulation/messages/simulation-completed.event.js';
import { Policies } from '../documents/policies.js';
import { DEFAULT_MISSING, DEFAULT_THRESHOLDS, DEFAULT_WEIGHTS, type PolicyRule } from '../documents/policy-document.js';
import type { ConstraintResult } from '../messages/decision.js';
import type { ProposedAction } from '../messages/proposed-action.js';
import { assessSimulation, failedSimulation } from './assess-simulation.js';
import { Assessor } from './assessor.js';
import { weighConfidence, type Confidence } from './confidence.js';
import { decide, type Verdict } from './decide.js';
import { judgeConstraints } from './judge-constraints.js';
import type { PolicyCase } from './policy-case.js';
import { TwinFactsReader } from './twin-facts.js';

/** How a simulation ended: with a result, or with an error. */
export type SimulationEnd =
  | { readonly result: Pick<SimulationCompletedData, 'recommended' | 'converged' | 'uncertainty'> }
  | { readonly error: string };

export interface Judgement extends Verdict {
  readonly confidence: Confidence;
  readonly constraints: readonly ConstraintResult[];
  /** What is recommended; null when it is best to do nothing, or when the simulation failed. */
  readonly action: ProposedAction | null;
  readonly rule: PolicyRule;
}

/** Judges a case by the version of the policy that it began under. */
@Injectable()
export class Judge {
  constructor(
    private readonly policies: Policies,
    private readonly twins: TwinFactsReader,
    private readonly assessor: Assessor,
  ) {}

  async judge(tenant: string, about: PolicyCase, end: SimulationEnd): Promise<Judgement> {
    const document = await this.policies.document(tenant, about.policyId, about.policyVersion);
    const rule = document.rules.find(({ id }) => id === about.ruleId);
    if (!rule) throw new Error(`The policy ${about.policyId} has no rule ${about.ruleId}`);
    const recommended = 'result' in end ? end.result.recommended.action : null;
    const action = recommended && { ...recommended, target: about.anomaly.asset_id };
    const twin = await this.twins.read(tenant, about.twinId, about.anomaly.asset_id);
    const constraints = action
      ? judgeConstraints(document.constraints ?? [], { anomaly: about.anomaly, twin, action })
      : [];
    const confidence = await this.confidence(tenant, about, end, rule, action?.type);
    const verdict = decide({
      simulationError: 'error' in end ? end.error : undefined,
      actionType: action?.type,
      constraints,
      confidence: confidence.total,
      approval: rule.decide.approval,
      autoExecute: rule.decide.auto_execute ?? [],
      thresholds: { ...DEFAULT_THRESHOLDS, ...rule.decide.thresholds },
    });
    return { ...verdict, confidence, constraints, action, rule };
  }

  private async confidence(
    tenant: string,
    about: PolicyCase,
    end: SimulationEnd,
    { decide: settings }: PolicyRule,
    actionType: string | undefined,
  ): Promise<Confidence> {
    const simulation =
      'result' in end
        ? assessSimulation({ ...end.result, confidence: end.result.recommended.confidence })
        : failedSimulation(end.error);
    return weighConfidence(
      { ...(await this.assessor.assess(tenant, about, actionType)), simulation },
      { ...DEFAULT_WEIGHTS, ...settings.weights },
      { ...DEFAULT_MISSING, ...settings.missing },
    );
  }
}

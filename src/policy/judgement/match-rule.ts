import { CelExpression, ConditionError, type Facts } from '../conditions/cel-expression.js';
import { RULE_NAMES } from '../conditions/fact-names.js';
import { globMatches } from '../conditions/glob.js';
import type { PolicyDocument, PolicyRule } from '../documents/policy-document.js';
import type { RuleMatch } from '../messages/decision.js';

/** A version of a policy that decides. */
export interface PublishedPolicy {
  readonly policyId: string;
  readonly version: number;
  readonly document: PolicyDocument;
}

export interface Match {
  /** Undefined when no rule applies. */
  readonly applies: { readonly policy: PublishedPolicy; readonly rule: PolicyRule } | undefined;
  /** Every rule that was judged, in order. */
  readonly judged: readonly RuleMatch[];
}

/** The first rule, of the policies that select the twin, whose condition holds. One that cannot be judged does not. */
export function matchRule(policies: readonly PublishedPolicy[], twinId: string, facts: Facts): Match {
  const judged: RuleMatch[] = [];
  for (const policy of policies) {
    if (!policy.document.selector.twins.some((glob) => globMatches(glob, twinId))) continue;
    for (const rule of policy.document.rules) {
      const verdict = judge(policy, rule, facts);
      judged.push(verdict);
      if (verdict.matched) return { applies: { policy, rule }, judged };
    }
  }
  return { applies: undefined, judged };
}

function judge({ policyId, version }: PublishedPolicy, rule: PolicyRule, facts: Facts): RuleMatch {
  const about = { policy_id: policyId, policy_version: version, rule_id: rule.id };
  try {
    return { ...about, matched: new CelExpression(rule.when, RULE_NAMES).holds(facts), error: null };
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return { ...about, matched: false, error: error.message };
  }
}

/**
 * The numbers that a rule fixes for its simulation.
 * @throws ConditionError naming the parameter whose expression gives none for these facts
 */
export function runParameters({ id, simulate }: PolicyRule, facts: Facts): Record<string, number> {
  return Object.fromEntries(
    Object.entries(simulate.parameters ?? {}).map(([name, value]) => {
      if (typeof value === 'number') return [name, value];
      try {
        return [name, new CelExpression(value, RULE_NAMES).number(facts)];
      } catch (error) {
        if (!(error instanceof ConditionError)) throw error;
        throw new ConditionError(`The parameter ${name} of the rule ${id}: ${error.message}`);
      }
    }),
  );
}

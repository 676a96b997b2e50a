import { CelExpression, ConditionError, type Facts } from '../conditions/cel-expression.js';
import { CONSTRAINT_NAMES } from '../conditions/fact-names.js';
import type { PolicyConstraint } from '../documents/policy-document.js';
import type { ConstraintResult } from '../messages/decision.js';

/** Which constraints forbid an action. One that cannot be judged forbids: safety does not rest on a good guess. */
export function judgeConstraints(constraints: readonly PolicyConstraint[], facts: Facts): ConstraintResult[] {
  return constraints.map(({ id, deny, reason }) => {
    try {
      const denied = new CelExpression(deny, CONSTRAINT_NAMES).holds(facts);
      return { constraint_id: id, denied, reason: denied ? reason : null };
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      return { constraint_id: id, denied: true, reason: `It cannot be judged: ${error.message}` };
    }
  });
}

import type { FieldFault } from '../../platform/http/problems/problem.error.js';
import { CelExpression, ConditionError } from '../conditions/cel-expression.js';
import { CONSTRAINT_NAMES, RULE_NAMES } from '../conditions/fact-names.js';
import {
  DEFAULT_THRESHOLDS,
  DEFAULT_WEIGHTS,
  type DecideSettings,
  type PolicyDocument,
  type PolicyRule,
} from './policy-document.js';

/** What is wrong with a document that fits the schema: expressions, ids that repeat, numbers that contradict. */
export function semanticFaults({ rules, constraints = [] }: PolicyDocument): FieldFault[] {
  return [
    ...repeatedIds('/rules', rules),
    ...repeatedIds('/constraints', constraints),
    ...rules.flatMap((rule, i) => ruleFaults(`/rules/${i}`, rule)),
    ...constraints.flatMap(({ deny }, i) => celFaults(`/constraints/${i}/deny`, deny, CONSTRAINT_NAMES)),
  ];
}

function ruleFaults(pointer: string, { when, simulate, decide }: PolicyRule): FieldFault[] {
  const parameters = Object.entries(simulate.parameters ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' ? celFaults(`${pointer}/simulate/parameters/${name}`, value, RULE_NAMES) : [],
  );
  return [
    ...celFaults(`${pointer}/when`, when, RULE_NAMES),
    ...parameters,
    ...decideFaults(`${pointer}/decide`, decide),
  ];
}

function decideFaults(pointer: string, { thresholds, weights }: DecideSettings): FieldFault[] {
  const faults: FieldFault[] = [];
  const { auto, propose } = { ...DEFAULT_THRESHOLDS, ...thresholds };
  if (auto < propose) {
    faults.push({ pointer: `${pointer}/thresholds`, code: 'order', message: 'auto must be at least propose' });
  }
  if (Object.values({ ...DEFAULT_WEIGHTS, ...weights }).every((weight) => weight === 0)) {
    faults.push({ pointer: `${pointer}/weights`, code: 'sum', message: 'at least one weight must be above 0' });
  }
  return faults;
}

function celFaults(pointer: string, source: string, names: readonly string[]): FieldFault[] {
  try {
    new CelExpression(source, names);
    return [];
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return [{ pointer, code: 'cel', message: error.message }];
  }
}

function repeatedIds(pointer: string, items: readonly { readonly id: string }[]): FieldFault[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, i) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ pointer: `${pointer}/${i}/id`, code: 'unique', message: `${id} is taken already` }];
  });
}

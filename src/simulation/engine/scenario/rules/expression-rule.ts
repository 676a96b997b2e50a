import type { Expression } from '../../expression/expression.js';
import { ExpressionError } from '../../expression/expression-error.js';
import { namesIn } from '../../expression/names-in.js';
import { parseSyntax } from '../../expression/parse-expression.js';
import { jsonPointer } from '../json-pointer.js';
import type { ScenarioFault } from '../scenario-fault.js';
import type { ScenarioRule } from './scenario-rule.js';

/** KPIs are expressions over the scenario's parameters. */
export const expressionRule: ScenarioRule = ({ parameters, kpis }, isSound) =>
  [...kpis].flatMap(([kpi, source]) => {
    const pointer = jsonPointer('kpis', kpi);
    return typeof source === 'string' && isSound(pointer) ? faultsOf(source, pointer, parameters) : [];
  });

function faultsOf(source: string, pointer: string, parameters: ReadonlyMap<string, unknown>): ScenarioFault[] {
  let expression: Expression;
  try {
    expression = parseSyntax(source);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return [{ pointer, code: 'invalid-expression', message: error.message }];
  }
  return namesIn(expression)
    .filter(({ name }) => !parameters.has(name))
    .map(({ name, position }) => new ExpressionError(`Unknown name "${name}"`, position))
    .map(({ message }) => ({ pointer, code: 'unknown-name', message }));
}

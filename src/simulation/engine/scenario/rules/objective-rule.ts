import { jsonPointer } from '../json-pointer.js';
import { readObjective } from '../objective.js';
import type { ScenarioRule } from './scenario-rule.js';

/** The objective is about a KPI of the scenario. */
export const objectiveRule: ScenarioRule = ({ objective, kpis }, isSound) =>
  [...objective].flatMap(([direction, text]) => {
    const pointer = jsonPointer('objective', direction);
    const goal = typeof text === 'string' && isSound(pointer) ? readObjective({ maximize: text }) : undefined;
    if (!goal || kpis.has(goal.kpi)) return [];
    return [{ pointer, code: 'unknown-kpi', message: `There is no KPI "${goal.kpi}"` }];
  });

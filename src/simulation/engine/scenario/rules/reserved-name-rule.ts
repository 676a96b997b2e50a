import { jsonPointer } from '../json-pointer.js';
import type { ScenarioRule } from './scenario-rule.js';

const RESERVED = new Set(['and', 'or', 'not', 'if']);

/** Words of the expression language name nothing. */
export const reservedNameRule: ScenarioRule = ({ parameters, kpis }) =>
  Object.entries({ parameters, kpis }).flatMap(([part, names]) =>
    [...names.keys()]
      .filter((name) => RESERVED.has(name))
      .map((name) => ({
        pointer: jsonPointer(part, name),
        code: 'reserved-name',
        message: `"${name}" is a word of the expression language`,
      })),
  );

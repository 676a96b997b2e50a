import { Ajv2020 } from 'ajv/dist/2020.js';
import { actionRule } from './rules/action-rule.js';
import { candidateRule } from './rules/candidate-rule.js';
import { distributionRule } from './rules/distribution-rule.js';
import { expressionRule } from './rules/expression-rule.js';
import { objectiveRule } from './rules/objective-rule.js';
import { reservedNameRule } from './rules/reserved-name-rule.js';
import type { ScenarioRule } from './rules/scenario-rule.js';
import type { ScenarioFault } from './scenario-fault.js';
import { outlineScenario } from './scenario-outline.js';
import { schemaFaults } from './schema-faults.js';

const RULES: readonly ScenarioRule[] = [
  reservedNameRule,
  distributionRule,
  expressionRule,
  objectiveRule,
  candidateRule,
  actionRule,
];

/** Finds all faults of a document; a document without any is a ScenarioDocument. */
export type ScenarioValidator = (document: unknown) => ScenarioFault[];

/**
 * Compiles the published schema (schemas/sim.v1.json, parsed) and adds the rules that a schema cannot express. Compile
 * once: it takes some milliseconds.
 */
export function compileScenarioValidator(schema: object): ScenarioValidator {
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);
  return (document) => {
    const faults = validate(document) ? [] : schemaFaults(validate.errors ?? []);
    const faulty = faults.map(({ pointer }) => pointer);
    const isSound = (pointer: string): boolean =>
      !faulty.some((fault) => fault === pointer || fault.startsWith(pointer + '/'));
    const outline = outlineScenario(document);
    return [...faults, ...RULES.flatMap((rule) => rule(outline, isSound))];
  };
}

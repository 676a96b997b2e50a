import type { ScenarioFault } from '../scenario-fault.js';
import type { ScenarioOutline } from '../scenario-outline.js';

/**
 * Finds all faults of one kind that a schema cannot express.
 * @param isSound whether the schema found no fault at or below a pointer
 */
export type ScenarioRule = (outline: ScenarioOutline, isSound: (pointer: string) => boolean) => ScenarioFault[];

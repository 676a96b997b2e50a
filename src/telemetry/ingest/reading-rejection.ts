import type { FieldFault } from '../../platform/http/problems/problem.error.js';

/** A reading that is not taken, by its place in the request, with its faults. */
export interface ReadingRejection {
  readonly index: number;
  readonly errors: readonly FieldFault[];
}

/** A reading with a thousand wrong metrics needs no thousand entries to be understood. */
const FAULTS_SHOWN = 20;

export function rejection(index: number, errors: readonly FieldFault[]): ReadingRejection {
  return { index, errors: errors.slice(0, FAULTS_SHOWN) };
}

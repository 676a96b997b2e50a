/** What a break consists in. `unproved`: compatibility could not be shown, which counts as a break. */
export type BreakRule =
  | 'newly-required'
  | 'property-removed'
  | 'property-added'
  | 'properties-closed'
  | 'dependency-added'
  | 'type-narrowed'
  | 'values-narrowed'
  | 'minimum-raised'
  | 'maximum-lowered'
  | 'multiple-added'
  | 'pattern-added'
  | 'format-added'
  | 'unique-added'
  | 'forbidden'
  | 'unproved';

/** A reason why a value that fitted the older schema may not fit the newer one. */
export interface Break {
  /** JSON pointer into the newer schema. */
  readonly pointer: string;
  readonly rule: BreakRule;
  /** For people. */
  readonly message: string;
}

export function unproved(pointer: string, why: string): Break {
  return { pointer, rule: 'unproved', message: `Cannot be shown compatible: ${why}.` };
}

/** What the condition and the parameters of a rule may speak of. */
export const RULE_NAMES = ['anomaly', 'twin'] as const;
/** What a constraint may speak of. */
export const CONSTRAINT_NAMES = ['anomaly', 'twin', 'action'] as const;

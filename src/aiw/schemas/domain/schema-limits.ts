/** Bounds of a schema that is registered. */
export const SCHEMA_LIMITS = {
  /** Of its JSON text, without white space. */
  maxBytes: 64 * 1024,
  /** How deep objects and arrays may lie in each other. */
  maxDepth: 32,
  /** Characters of a regular expression. */
  maxPatternLength: 512,
} as const;

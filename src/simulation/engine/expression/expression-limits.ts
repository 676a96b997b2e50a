/** Longest expression, in UTF-16 code units. */
export const MAX_LENGTH = 2000;
/** Most tokens in an expression. */
export const MAX_TOKENS = 500;
/** Deepest nesting of parentheses, calls and prefix operators. */
export const MAX_DEPTH = 50;

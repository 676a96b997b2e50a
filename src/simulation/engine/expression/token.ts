/** The smallest parts of an expression. The last token of every list has the kind `end`. */
export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  /** As written; `and`, `or` and `not` are symbols. */
  readonly text: string;
  /** Offset in the source, from 0. */
  readonly position: number;
}

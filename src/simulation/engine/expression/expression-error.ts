/** An expression that cannot be read or names something unknown. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';

  /**
   * @param problem what is wrong, without the place
   * @param position offset of the fault in the source, from 0; the message counts characters from 1
   */
  constructor(
    readonly problem: string,
    readonly position: number,
  ) {
    super(`${problem} at character ${position + 1}`);
  }
}

/** The log is not what it was, or not what it says it is. */
export class ChainFault extends Error {
  override readonly name = 'ChainFault';
}

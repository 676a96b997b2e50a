/** A run that was stopped before its end; it has no result. */
export class MonteCarloCancelled extends Error {
  override readonly name = 'MonteCarloCancelled';

  constructor() {
    super('The simulation was cancelled');
  }
}

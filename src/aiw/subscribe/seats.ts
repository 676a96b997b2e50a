import { ProblemError } from '../../platform/http/problems/problem.error.js';

/** Those who are turned away come again after 2 to 10 seconds, so that they do not all come at once. */
const AGAIN_S = { least: 2, spread: 9 };

/** A number of places, so that the process knows what it can be asked to hold. */
export class Seats {
  private taken = 0;

  constructor(private readonly most: number) {}

  /** Takes a place. Returns how to leave it, which counts once. @throws ProblemError 503 when all are taken */
  take(): () => void {
    if (this.taken >= this.most) {
      const again = AGAIN_S.least + Math.floor(Math.random() * AGAIN_S.spread);
      throw new ProblemError('unavailable', `All ${this.most} event streams of this process are taken.`, {
        headers: { 'retry-after': String(again) },
      });
    }
    this.taken += 1;
    let seated = true;
    return () => {
      if (seated) this.taken -= 1;
      seated = false;
    };
  }
}

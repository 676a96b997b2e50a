import type { Clock } from '../client/clock.js';

/** How many seconds of data pass in a second, or as fast as it goes. */
export type Speed = number | 'max';

/** Tells when a reading is due: as long after the first one as its timestamp says, divided by the speed. */
export class Pacer {
  #start: { readonly wall: number; readonly data: number } | undefined;

  constructor(
    private readonly speed: Speed,
    private readonly clock: Clock,
  ) {}

  /** The milliseconds until a reading of the given time is due; 0 or less when it is due now or late. */
  untilDue(time: number): number {
    if (this.speed === 'max') return 0;
    this.#start ??= { wall: this.clock.now(), data: time };
    return this.#start.wall + (time - this.#start.data) / this.speed - this.clock.now();
  }
}

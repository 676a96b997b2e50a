import type { Clock } from './clock.js';

/** A clock for specs: sleeping takes no time, and moves it on. */
export class FakeClock implements Clock {
  readonly slept: number[] = [];
  #now = 0;

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.pass(ms);
    // A turn of the event loop, so that a loop of waits leaves room for the network.
    return new Promise((resolve) => setImmediate(resolve));
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}

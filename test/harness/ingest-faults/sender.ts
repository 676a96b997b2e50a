import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random.js';
import { UnexpectedAnswer, type Door } from './door.js';
import type { SentReadings } from './sent-readings.js';

/** Sends numbered readings through a door, and again those that are not acknowledged, until all of them are. */
export class Sender {
  /** What it was answered and should not have been. */
  readonly complaints: string[] = [];
  private stopped = false;

  constructor(
    readonly readings: SentReadings,
    readonly door: Door,
    private readonly random: Random,
  ) {}

  /** Ends when the readings are closed and all of them acknowledged, when it is stopped, or at the first complaint. */
  async run(): Promise<void> {
    const { readings, random } = this;
    while (!readings.settled && !this.stopped && this.complaints.length === 0) {
      const { most, pauseMs } = this.door;
      const taken = readings.take(readings.open ? 1 + random.whole(most) : most);
      const acknowledged = await this.door.deliver(taken).catch((error: unknown) => this.complain(error));
      readings.settle(taken, acknowledged);
      const hurry = !readings.open && acknowledged.length === taken.length;
      await sleep(hurry ? 0 : random.whole(pauseMs));
    }
  }

  /** Gives up what is not acknowledged. */
  stop(): void {
    this.stopped = true;
  }

  private complain(error: unknown): [] {
    if (!(error instanceof UnexpectedAnswer)) throw error;
    this.complaints.push(`${this.readings.asset}: ${error.message}`);
    return [];
  }
}

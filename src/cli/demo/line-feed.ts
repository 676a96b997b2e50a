import type { OpsTwinClient } from './opstwin-client.js';
import type { SimulatedLine } from './simulated-line.js';

const EVERY_MS = 40;

export const TWIN = 'line_1';
export const ASSET = 'oven';
export const METRIC = 'temperature';

/** Sends what the line's sensor reads to the server, as a gateway would. */
export class LineFeed {
  private readonly recent: number[] = [];
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();
  /** The first failure to send, which ends the feed. */
  private failure: unknown;

  constructor(
    private readonly line: SimulatedLine,
    private readonly client: OpsTwinClient,
  ) {}

  /** Sends readings of the time before now, all at once. */
  async backfill(count: number): Promise<void> {
    const end = Date.now();
    const readings = Array.from({ length: count }, (_, i) => this.reading(end - (count - i) * EVERY_MS));
    await this.client.post('telemetry/ingest', readings);
  }

  start(): void {
    this.timer = setInterval(() => {
      const reading = this.reading(Date.now());
      this.sending = this.sending
        .then(() => this.client.post('telemetry/ingest', reading))
        .then(
          () => undefined,
          (error: unknown) => {
            this.failure ??= error;
            clearInterval(this.timer);
          },
        );
    }, EVERY_MS);
  }

  /** Stops once all is sent. @throws what sending failed with, if it did */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sending;
    if (this.failure instanceof Error) throw this.failure;
  }

  /** Mean of the newest readings, in °C. */
  meanOfLast(count: number): number {
    const last = this.recent.slice(-count);
    return last.reduce((sum, value) => sum + value, 0) / last.length;
  }

  private reading(ts: number): object {
    const value = this.line.step();
    this.recent.push(value);
    return { twin_id: TWIN, asset_id: ASSET, ts, metrics: { [METRIC]: value } };
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { ShutdownSequence } from './shutdown-sequence.js';

export interface RoundTimes {
  readonly everyMs: number;
  /** When the first one begins; absent: after `everyMs`, as the others. */
  readonly firstAfterMs?: number;
}

/** Does things again and again beside the requests, until the process stops. */
@Injectable()
export class Rounds {
  private readonly logger = new Logger(Rounds.name);

  constructor(private readonly shutdown: ShutdownSequence) {}

  /**
   * Begins a round every so often, unless the one before still runs; a stop waits for it. What fails comes again with the
   * next round, and is told once until a round has succeeded.
   * @param name what is done, for the log, such as `the expiry of proposals`
   */
  every({ everyMs, firstAfterMs }: RoundTimes, name: string, round: () => Promise<unknown>): void {
    let running: Promise<void> | undefined;
    let troubled = false;
    const attempt = async (): Promise<void> => {
      try {
        await round();
        troubled = false;
      } catch (error) {
        if (!troubled)
          this.logger.warn(`What fails is tried again every ${everyMs / 1000} s: ${name}: ${String(error)}`);
        troubled = true;
      }
    };
    const begin = (): void => {
      running ??= attempt().finally(() => (running = undefined));
    };
    const first = firstAfterMs === undefined ? undefined : setTimeout(begin, firstAfterMs);
    const timer = setInterval(begin, everyMs);
    this.shutdown.on('intake', `the timer of ${name}`, () => {
      clearTimeout(first);
      clearInterval(timer);
    });
    this.shutdown.on('work', name, () => running);
  }
}

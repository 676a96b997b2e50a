import type { ProgressState } from '../terminal/progress-bar.js';

/** Where a replay tells how it goes. */
export interface ReplayOutput {
  /** Something that a person should know, as a sentence without its full stop. */
  note(message: string): void;
  /** Called with every acknowledgement, which may be often. */
  progress(state: ProgressState): void;
}

export interface ReplaySummary {
  /** Rows sent and acknowledged in this run; rejected ones are among them. */
  readonly rows: number;
  /** Rows that earlier runs had already done. */
  readonly rowsBefore: number;
  /** Rows that the server rejected in this run; undefined over MQTT, which does not tell. */
  readonly rejected: number | undefined;
  /** Rows without a value in this run, which were left out. */
  readonly skipped: number;
  readonly seconds: number;
  /** Whether the signal ended it before its last row. */
  readonly interrupted: boolean;
  /** Whether the same command goes on after an interruption. */
  readonly resumable: boolean;
}

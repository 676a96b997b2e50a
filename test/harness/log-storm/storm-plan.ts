/** How much happens in a storm on the log. */
export interface StormPlan {
  readonly seed: number;
  /** Writers at once; each has a connection of its own. */
  readonly writers: number;
  /** Transactions of each. */
  readonly transactions: number;
  readonly tenants: readonly string[];
  /** Readers of `/diff`, and of `/subscribe`, at once; each has a filter of its own, or none. */
  readonly pagers: number;
  readonly streams: number;
  /** How often the server is killed and started again while the writers write. */
  readonly kills: number;
}

export const TYPES = ['TwinUpdated', 'TelemetryAppended', 'AnalysisRequested'];
export const TWINS = ['line_1', 'line_2', 'oven_1', null];

/** What a reader asks for. */
export interface Choice {
  readonly tenant: string;
  readonly twin?: string;
  readonly types?: readonly string[];
}

/** A committed transaction in one tenant: its events, and when it began to append and when its commit was known. */
export interface Commit {
  readonly tenant: string;
  readonly ids: readonly string[];
  readonly begun: number;
  readonly done: number;
}

import type { ScenarioDocument } from '../scenario/scenario-document.js';

/** All that a run's numbers depend on: the same plan gives the same outcome, bit by bit. */
export interface MonteCarloPlan {
  /** Valid, and without telemetry parameters: each is replaced by a number or a distribution. */
  readonly scenario: ScenarioDocument;
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** Most samples, 1 to 10,000,000. Absent: the scenario's `n_samples`, or 20,000. */
  readonly samples?: number;
  /**
   * Stop as soon as every candidate's objective has a relative standard error at or below this, above 0 and below 1.
   * Absent: draw all samples.
   */
  readonly relativeStandardError?: number;
}

/** How a run reports and is stopped; both are called between blocks of 4096 samples. */
export interface MonteCarloControl {
  /** @param fraction of the samples that are done, 0 to 1, rising; 1 at the end, also after an early stop */
  onProgress?(fraction: number): void;
  cancelled?(): boolean;
}

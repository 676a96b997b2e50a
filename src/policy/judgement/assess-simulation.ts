import type { Assessment } from './confidence.js';

/** What a simulation says of its own result. */
export interface SimulationCertainty {
  /** Probability, 0 to 1, that the recommended candidate is the best. */
  readonly confidence: number;
  readonly converged: boolean;
  /** Relative standard error of the recommended candidate's objective. */
  readonly uncertainty: number;
}

/** What a result is worth that the samples did not suffice for. */
const NOT_CONVERGED = 0.8;

/** Confidence × (1 − uncertainty, at least 0) × (1, or 0.8 when the run did not converge). */
export function assessSimulation({ confidence, converged, uncertainty }: SimulationCertainty): Assessment {
  const score = confidence * Math.max(1 - uncertainty, 0) * (converged ? 1 : NOT_CONVERGED);
  return {
    score,
    explanation:
      `The recommended candidate is the best with probability ${confidence.toFixed(3)}; its relative standard error is ` +
      `${uncertainty.toPrecision(2)}, and the run ${converged ? 'converged' : 'did not converge'}.`,
  };
}

export function failedSimulation(error: string): Assessment {
  return { score: undefined, explanation: `The simulation failed: ${error.replace(/\.$/, '')}.` };
}

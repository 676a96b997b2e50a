import { MonteCarloCancelled } from './monte-carlo-cancelled.js';
import { MonteCarloError, type MonteCarloErrorKind, type UnusableSample } from './monte-carlo-error.js';
import type { MonteCarloOutcome } from './monte-carlo-outcome.js';

/** How a run ended, as data: an error that is cloned between threads loses its class and fields. */
export type SimulationReply =
  | { readonly status: 'done'; readonly outcome: MonteCarloOutcome }
  | { readonly status: 'cancelled' }
  | {
      readonly status: 'failed';
      readonly kind: MonteCarloErrorKind;
      readonly message: string;
      readonly sample?: UnusableSample;
    };

/**
 * Runs, and answers with the outcome or with the run's own errors as data.
 * @throws whatever else goes wrong
 */
export function replyOf(run: () => MonteCarloOutcome): SimulationReply {
  try {
    return { status: 'done', outcome: run() };
  } catch (error) {
    if (error instanceof MonteCarloCancelled) return { status: 'cancelled' };
    if (!(error instanceof MonteCarloError)) throw error;
    const { kind, message, sample } = error;
    return { status: 'failed', kind, message, ...(sample && { sample }) };
  }
}

/** @throws MonteCarloError or MonteCarloCancelled, as the run in the worker did */
export function outcomeOfReply(reply: SimulationReply): MonteCarloOutcome {
  switch (reply.status) {
    case 'done':
      return reply.outcome;
    case 'cancelled':
      throw new MonteCarloCancelled();
    case 'failed':
      throw new MonteCarloError(reply.kind, reply.message, reply.sample);
  }
}

import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';

export interface SimulationRequest {
  /** Chosen by the asker; an id that is known already starts nothing new. */
  readonly simId: string;
  readonly twinId: string;
  /** The asset that telemetry parameters without one are about. */
  readonly assetId?: string;
  /** Name of a published scenario. */
  readonly scenario: string;
  /** Parameters fixed to a number. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Instead of the scenario's own candidates. */
  readonly candidates?: readonly object[];
  readonly samples?: number;
  /** Absent: derived from the id, so that the same run always draws the same numbers. */
  readonly seed?: number;
  /** The anomaly that it is about. */
  readonly anomalyId?: string;
}

/**
 * Stores a run and has it computed in the background. Joins the transaction in progress.
 * Rejects with a ProblemError: 404 for an unknown scenario, 422 when what is asked does not fit it.
 */
export class RunSimulation extends Command<{ simId: string }> {
  constructor(
    readonly operation: Operation,
    readonly request: SimulationRequest,
  ) {
    super();
  }
}

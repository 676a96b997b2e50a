import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';

/** What an asset reports of itself. */
export interface ReportedState {
  readonly twinId: string;
  readonly assetId: string;
  /** Newest value of each metric. */
  readonly reported: Readonly<Record<string, number>>;
  /** When it was so. An older report than the one kept adds metrics but overrides none. */
  readonly at: Date;
}

/** Brings assets' reported state up to date, making unknown twins and assets. Joins the transaction in progress. */
export class ReportStates extends Command<void> {
  constructor(
    readonly operation: Operation,
    readonly states: readonly ReportedState[],
  ) {
    super();
  }
}

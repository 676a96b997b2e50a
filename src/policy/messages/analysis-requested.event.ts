import type { NewEvent } from '../../platform/event-log/event.js';

export interface AnalysisRequestedData {
  readonly decision_id: string;
  readonly anomaly_id: string;
  readonly reason: string;
}

/** A decision could not be to act; someone should look further. */
export class AnalysisRequested implements NewEvent {
  static readonly type = 'AnalysisRequested';
  readonly type = AnalysisRequested.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: AnalysisRequestedData,
  ) {
    this.dataRef = { type: 'decision', id: data.decision_id };
  }
}

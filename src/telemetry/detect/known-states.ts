import type { DetectorState } from './domain/detector-state.js';

/** The state of a series, and how often it has been written. */
export interface VersionedState {
  readonly state: DetectorState;
  readonly version: number;
}

/** Series that are remembered, some 500 bytes each; the one written longest ago is forgotten first. */
const CAPACITY = 100_000;
/** For so long a series that another process writes too is not remembered, or each would find it stale every time. */
const DOUBT_MS = 60_000;

/** The states of series as this process wrote them last. */
export class KnownStates {
  private readonly states = new Map<number, VersionedState>();
  private readonly doubtful = new Map<number, number>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  get(seriesId: number): VersionedState | undefined {
    return this.states.get(seriesId);
  }

  set(seriesId: number, state: VersionedState): void {
    if (this.isDoubtful(seriesId)) return;
    this.states.delete(seriesId);
    this.states.set(seriesId, state);
    if (this.states.size > CAPACITY) {
      for (const oldest of this.states.keys()) {
        this.states.delete(oldest);
        break;
      }
    }
  }

  /** Another process writes these series too. */
  doubt(series: readonly number[]): void {
    for (const seriesId of series) {
      this.states.delete(seriesId);
      this.doubtful.set(seriesId, this.now() + DOUBT_MS);
    }
  }

  private isDoubtful(seriesId: number): boolean {
    const until = this.doubtful.get(seriesId);
    if (until === undefined) return false;
    if (until > this.now()) return true;
    this.doubtful.delete(seriesId);
    return false;
  }
}

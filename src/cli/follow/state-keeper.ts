import { writeState, type AgentState } from './agent-state.js';

/** A killed agent takes the events of this time again, from the place that it had written down. */
const SAVE_AFTER_MS = 200;

/** Writes the agent's state down soon after it changes, and not at every event. */
export class StateKeeper {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly path: string,
    private readonly state: () => AgentState,
  ) {}

  changed(): void {
    this.timer ??= setTimeout(() => {
      this.save();
    }, SAVE_AFTER_MS);
  }

  save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    writeState(this.path, this.state());
  }
}

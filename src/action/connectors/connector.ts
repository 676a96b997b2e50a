import type { Operation } from '../../platform/event-log/operation.js';
import type { FieldFault } from '../../platform/http/problems/problem.error.js';

/** What a connector is given to do. */
export interface ActionTask {
  readonly actionId: string;
  readonly twinId: string;
  readonly target: string;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Carries out the actions of one type. */
export interface Connector {
  readonly type: string;

  /** What is wrong with the parameters, with pointers that begin at `/params`. */
  faults(params: Readonly<Record<string, unknown>>): FieldFault[];

  /**
   * Acts on the world. A crash before the outcome is stored makes it come again with the same action id, so whoever
   * receives it tells repetitions by that. Rejects when it could not be done; it is then tried again a few times.
   */
  act(operation: Operation, task: ActionTask): Promise<void>;

  /** Keeps what it changed, in the transaction that marks the action succeeded. */
  keep(operation: Operation, task: ActionTask): Promise<void>;
}

/** What would be done, exactly: the action's type, the asset that it is done to, and its parameters. */
export interface ProposedAction {
  readonly type: string;
  /** An asset of the twin. */
  readonly target: string;
  readonly params: Readonly<Record<string, unknown>>;
}

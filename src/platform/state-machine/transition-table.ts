/** A transition that the table does not declare. */
export class TransitionRefused extends Error {
  constructor(what: string, from: string, to: string) {
    super(`${what} that is ${from} cannot become ${to}`);
    this.name = 'TransitionRefused';
  }
}

/** Where something may go from each of its states. There is no other way to change its status. */
export class TransitionTable<State extends string> {
  /**
   * @param what with its article, such as "a proposal", for messages
   * @param first the state that it begins in
   * @throws Error naming the states that no path leads to
   */
  constructor(
    private readonly what: string,
    readonly first: State,
    readonly transitions: Readonly<Record<State, readonly State[]>>,
  ) {
    const reached = new Set<State>([first]);
    // A set that grows while it is iterated visits what was added.
    for (const state of reached) for (const next of transitions[state]) reached.add(next);
    const lost = (Object.keys(transitions) as State[]).filter((state) => !reached.has(state));
    if (lost.length > 0) throw new Error(`No transition of ${what} leads to ${lost.join(', ')}`);
  }

  allows(from: State, to: State): boolean {
    return this.transitions[from].includes(to);
  }

  /** @throws TransitionRefused */
  require(from: State, to: State): void {
    if (!this.allows(from, to)) throw new TransitionRefused(this.what, from, to);
  }

  /** Whether nothing follows the state. */
  ends(state: State): boolean {
    return this.transitions[state].length === 0;
  }
}

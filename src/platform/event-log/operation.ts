/** On whose behalf something happens, and what made it happen. Every command and event carries it. */
export interface Operation {
  readonly tenant: string;
  /** Id of the user, key or part of the system that acts. */
  readonly actor: string;
  /** Shared by everything that one request or reading set off. */
  readonly correlationId: string;
  /** The event that led directly here; null at the start of a chain. */
  readonly causationId: string | null;
}

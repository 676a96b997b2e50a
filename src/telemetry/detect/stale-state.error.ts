/** Another process has judged a series meanwhile; with a new look at its state the same work will do. */
export class StaleStateError extends Error {
  /** serialization_failure (PostgreSQL, Appendix A): what the database itself says of such a case. */
  readonly code = '40001';

  constructor() {
    super('A detector state was written by another process');
  }
}

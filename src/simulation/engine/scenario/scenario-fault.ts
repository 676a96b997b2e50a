/** One fault of a scenario document, as a validation error on the wire. */
export interface ScenarioFault {
  /** JSON pointer (RFC 6901) to the faulty value, or to where a missing one belongs. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

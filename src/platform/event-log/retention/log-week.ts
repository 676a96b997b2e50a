/** One weekly partition of the log. */
export interface LogWeek {
  /** The table's name, quoted for use in a statement. */
  readonly table: string;
  /** Where it ends: everything in it entered the log before. */
  readonly until: Date;
}

/** Something that may still read the events of a week: a consumer that has not passed them, or a letter about one. */
export interface Holder {
  readonly kind: 'consumer' | 'dead letter';
  readonly consumer: string;
  readonly tenant: string;
  /** Where the consumer stands, or which event the letter is about. */
  readonly position: number;
}

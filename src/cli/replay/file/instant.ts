/** A time as a file gave it. */
export interface Timestamp {
  /** RFC 3339 in UTC: with milliseconds, or with more digits when the text had more. */
  readonly ts: string;
  /** Milliseconds since 1970, cut off below. */
  readonly time: number;
}

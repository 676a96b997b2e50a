/** What became of one request or message. */
export interface LoadAnswer {
  /** The HTTP status, or why there is none; `ok` for an MQTT acknowledgement. */
  readonly status: string;
  readonly accepted: number;
  readonly rejected: number;
  /** How long the server asks to be left alone, in milliseconds. */
  readonly waitMs: number;
  /** Why it is pointless to go on. */
  readonly refusal?: string | undefined;
}

/** One connection to the server, which is opened again by itself once it is lost. */
export interface LoadConnection {
  /** Sends a payload that was laid out by `frame`; never rejects. */
  send(payload: Buffer): Promise<LoadAnswer>;
  close(): void;
}

/** What stands before the body of a request or message, as text of one byte a character. */
export interface Frame {
  readonly head: string;
  /** Where in it the digits of the asset stand, when it names one. */
  readonly asset?: number | undefined;
}

export function failed(status: string): LoadAnswer {
  return { status, accepted: 0, rejected: 0, waitMs: 0 };
}

/** What a module tells the log. `data` is in its wire form (snake_case), as the event's schema publishes it. */
export interface NewEvent {
  readonly type: string;
  readonly twinId: string | null;
  /** The resource that the event is about; `GET /r/{type}/{id}` gives it. */
  readonly dataRef: { readonly type: string; readonly id: string } | null;
  readonly data: object;
}

/** An event as it stands in the log. */
export interface StoredEvent {
  readonly tenant: string;
  readonly position: number;
  readonly type: string;
  readonly twinId: string | null;
  /** SHA-256(previous hash ‖ position as 8 bytes ‖ SHA-256(body)), in hex. */
  readonly hash: string;
  /** Canonical JSON (RFC 8785) of the event on the wire without `cursor` and `hash`. */
  readonly body: string;
}

/** An event as a consumer gets it. */
export interface LoggedEvent<Data = Record<string, unknown>> {
  readonly id: string;
  readonly tenant: string;
  readonly position: number;
  readonly type: string;
  readonly ts: string;
  readonly twinId: string | null;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly dataRef: { readonly type: string; readonly id: string } | null;
  readonly data: Data;
}

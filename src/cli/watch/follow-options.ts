/** What to follow, and how. */
export interface FollowOptions {
  readonly url: string;
  /** The access token, or a function that gives the current one at each connection. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** The cursor to start after; where the server begins without one is its own choice. */
  readonly since?: string | undefined;
  readonly twin?: string | undefined;
  /** Event types; all by default. */
  readonly types?: readonly string[] | undefined;
  /** Ends the stream, without an error. */
  readonly signal?: AbortSignal | undefined;
  /** Called when a connection stands, with the cursor that it starts after. */
  readonly onConnected?: ((cursor: string | undefined, again: boolean) => void) | undefined;
  /** Called when a connection is lost or fails, with the reason and the milliseconds until the next attempt. */
  readonly onLost?: ((reason: string, waitMs: number) => void) | undefined;
}

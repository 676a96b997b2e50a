/** Where a subscriber is written to: one client's connection. */
export interface Outlet {
  /** Whether it still takes bytes. */
  readonly open: boolean;
  /** Bytes that were written and have not left this process. */
  readonly unsent: number;
  write(bytes: Buffer): void;
  /** Calls the listener whenever all that was written has left this process, if it could not leave at once. */
  onDrain(listener: () => void): void;
  /** Writes last words and closes when they have left. */
  end(words: string): void;
  /** Closes at once: for a client that would not take even last words. */
  cut(): void;
}

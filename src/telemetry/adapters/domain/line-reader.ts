/** Makes readings of the lines of a file. */
export interface LineReader {
  /** The reading of a line, `Unreadable` when it is none, or undefined when it says nothing. */
  read(line: string): unknown;
}

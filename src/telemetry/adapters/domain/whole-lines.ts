const NEWLINE = 0x0a;

/** The lines that a block of a file completes, without empty ones, and how many of its bytes they take up. */
export interface WholeLines {
  readonly lines: readonly string[];
  readonly bytes: number;
}

/**
 * Cuts a block into lines. What follows the last line break waits for the next block, unless the file is over, or the
 * block is full and has no line break at all: then it is taken as it is, so that a file without any cannot stop.
 * @param all whether to take what has no line break too
 */
export function wholeLines(block: Buffer, all: boolean): WholeLines {
  const end = block.lastIndexOf(NEWLINE) + 1;
  const bytes = all ? block.length : end;
  const text = block.subarray(0, bytes).toString('utf8');
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  return { lines: lines.filter((line) => line.trim() !== ''), bytes };
}

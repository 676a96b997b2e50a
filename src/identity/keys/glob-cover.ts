/**
 * Whether every text that the glob matches is matched by one of the others too (`*` any run, `?` one character). It may
 * say no where two globs only look different, such as `?*` and `*?`; it never says yes wrongly.
 */
export function isCovered(glob: string, by: readonly string[]): boolean {
  return by.some((wider) => covers(wider, glob));
}

/** The glob is read like a text, in which the wider one's `*` takes any run of signs and its `?` any but a `*`. */
function covers(wider: string, glob: string): boolean {
  // reached[j]: what was read of the wider one covers the first j signs of the glob.
  let reached = Array.from({ length: glob.length + 1 }, (_, j) => j === 0);
  for (const sign of wider) {
    const next = new Array<boolean>(glob.length + 1).fill(false);
    for (let j = 0; j <= glob.length; j++) {
      const before = j > 0 ? glob[j - 1] : undefined;
      if (sign === '*') next[j] = reached[j] === true || (j > 0 && next[j - 1] === true);
      else if (before !== undefined && before !== '*' && (sign === '?' || sign === before)) {
        next[j] = reached[j - 1] === true;
      }
    }
    reached = next;
  }
  return reached[glob.length] === true;
}

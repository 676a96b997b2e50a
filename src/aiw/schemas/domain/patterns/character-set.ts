/** A set of code points: pairs of the first and the last of each run. */
export type CharacterSet = readonly (readonly [number, number])[];

const LAST = 0x10ffff;

export const ANYTHING: CharacterSet = [[0, LAST]];
export const DIGITS: CharacterSet = [[0x30, 0x39]];
export const WORD: CharacterSet = [...DIGITS, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
/** White space, some of its rarer characters rounded up to whole runs. */
export const SPACE: CharacterSet = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

export function complement(set: CharacterSet): CharacterSet {
  const runs: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set.toSorted(([a], [b]) => a - b)) {
    if (first > next) runs.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  return next > LAST ? runs : [...runs, [next, LAST]];
}

export function overlap(a: CharacterSet, b: CharacterSet): boolean {
  return a.some(([first, last]) => b.some(([other, end]) => first <= end && other <= last));
}

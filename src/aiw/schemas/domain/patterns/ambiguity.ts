import { overlap } from './character-set.js';
import { PatternRefused } from './pattern-tree.js';
import type { Positions } from './positions.js';

/** Pairs of ways that are looked at before a pattern counts as too intricate. */
const MOST_STEPS = 200_000;
/** Loops that a matcher can leave at different moments; each multiplies the time by the length of the text. */
const MOST_LOOPS = 2;
/** Single places with more than one way on; each doubles the time. */
const MOST_FORKS = 8;

/**
 * Refuses patterns with which a backtracking matcher can take very long: exponentially, when two different ways lead
 * from a loop's place back to it over the same text (Weber and Seidl 1991, criterion EDA), or with a high power of the
 * text's length, when several loops follow each other that can share the text between them in many ways.
 * @param anchored whether a match can only begin at the start of the text
 * @throws PatternRefused
 */
export function refuseAmbiguity(positions: Positions, anchored: boolean): void {
  const loops = loopsOf(positions);
  for (const loop of loops) refuseTwoWaysRound(positions, loop);
  const inLoops = new Set(loops.flatMap((loop) => [...loop]));
  const forked = (places: ReadonlyMap<number, number>): boolean => forks(positions, places);
  const open = loops.filter((loop) => [...loop].some((place) => forked(positions.follow[place] ?? new Map())));
  const searched = !anchored && loops.length > 0 ? 1 : 0;
  if (open.length + searched > MOST_LOOPS) {
    throw new PatternRefused('it has too many repetitions that can share the text between them in different ways');
  }
  const others = positions.follow.filter((places, place) => !inLoops.has(place) && forked(places));
  if (others.length + (forked(positions.start) ? 1 : 0) > MOST_FORKS) {
    throw new PatternRefused('too many of its parts can match the same text in different ways');
  }
}

/** Whether the same character leads on in more than one way. */
function forks({ sets }: Positions, places: ReadonlyMap<number, number>): boolean {
  const list = [...places.keys()];
  if ([...places.values()].some((ways) => ways > 1)) return true;
  return list.some((a, i) => list.slice(i + 1).some((b) => overlap(sets[a] ?? [], sets[b] ?? [])));
}

/** The sets of places that lead to each other. */
function loopsOf({ follow }: Positions): Set<number>[] {
  const reached = follow.map((places) => {
    const seen = new Set(places.keys());
    for (const place of seen) for (const next of follow[place]?.keys() ?? []) seen.add(next);
    return seen;
  });
  const loops: Set<number>[] = [];
  for (const [place, seen] of reached.entries()) {
    if (!seen.has(place) || loops.some((loop) => loop.has(place))) continue;
    loops.push(new Set([...seen].filter((other) => reached[other]?.has(place))));
  }
  return loops;
}

function refuseTwoWaysRound({ sets, follow }: Positions, loop: ReadonlySet<number>): void {
  const within = (place: number): [number, number][] => [...(follow[place] ?? [])].filter(([to]) => loop.has(to));
  const seen = new Set<number>();
  const waiting: [number, number][] = [...loop].map((place) => [place, place]);
  let steps = 0;
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    const [a, b] = pair;
    for (const [left, ways] of within(a)) {
      for (const [right] of within(b)) {
        if (++steps > MOST_STEPS) throw new PatternRefused('it is too intricate');
        if (!overlap(sets[left] ?? [], sets[right] ?? [])) continue;
        const parted = a !== b;
        if ((parted && left === right) || (!parted && left === right && ways > 1)) {
          throw new PatternRefused('a repetition in it can match the same text in exponentially many ways');
        }
        const key = left * sets.length + right;
        if (left === right || seen.has(key)) continue;
        seen.add(key);
        waiting.push([left, right]);
      }
    }
  }
}

import type { CharacterSet } from './character-set.js';
import { PatternRefused, type PatternTree } from './pattern-tree.js';

/** In how many ways something can be done: none, one, or more than one (2). */
type Ways = number;
type Places = ReadonlyMap<number, Ways>;

/** A pattern's part: in how many ways it matches nothing, and with which of its characters a match begins and ends. */
interface Part {
  readonly empty: Ways;
  readonly first: Places;
  readonly last: Places;
}

/** Patterns with more characters than this are refused. */
export const MOST_POSITIONS = 160;

/**
 * The characters of a pattern, and in how many ways a match goes from each to the next (Glushkov 1961). Unlike in the
 * usual construction ways are counted, since a backtracking matcher tries each of them.
 */
export class Positions {
  readonly sets: CharacterSet[] = [];
  readonly follow: Map<number, Ways>[] = [];
  /** With which characters a match begins. */
  readonly start: Places;

  /** @throws PatternRefused when the pattern is too long, or repeats what can match nothing */
  constructor(tree: PatternTree) {
    this.start = this.part(tree).first;
  }

  private part(tree: PatternTree): Part {
    switch (tree.kind) {
      case 'empty':
        return { empty: 1, first: new Map(), last: new Map() };
      case 'character':
        return this.character(tree.set);
      case 'sequence':
        return tree.parts
          .map((part) => this.part(part))
          .reduce((a, b) => this.joined(a, b), this.part({ kind: 'empty' }));
      case 'choice':
        return tree.parts
          .map((part) => this.part(part))
          .reduce((a, b) => ({
            empty: ways(a.empty + b.empty),
            first: merged(a.first, b.first),
            last: merged(a.last, b.last),
          }));
      case 'repeat':
        return this.repeated(this.part(tree.body), tree.least, tree.most);
    }
  }

  private character(set: CharacterSet): Part {
    const position = this.sets.push(set) - 1;
    if (position >= MOST_POSITIONS) throw new PatternRefused('it is too long');
    this.follow.push(new Map());
    const here = new Map([[position, 1]]);
    return { empty: 0, first: here, last: here };
  }

  private joined(a: Part, b: Part): Part {
    this.connect(a.last, b.first);
    return {
      empty: ways(a.empty * b.empty),
      first: merged(a.first, b.first, a.empty),
      last: merged(b.last, a.last, b.empty),
    };
  }

  /** Counted repetitions are taken for uncounted ones, which have no fewer ways. JavaScript repeats no empty match. */
  private repeated(body: Part, least: number, most: number): Part {
    if (least > 1 && body.empty > 0) throw new PatternRefused('it repeats something that can match nothing');
    if (most === 0) return { empty: 1, first: new Map(), last: new Map() };
    if (most > 1) this.connect(body.last, body.first);
    return { ...body, empty: least === 0 ? 1 : body.empty };
  }

  private connect(last: Places, first: Places): void {
    for (const [from, there] of last) {
      const next = this.follow[from];
      for (const [to, here] of first) next?.set(to, ways((next.get(to) ?? 0) + there * here));
    }
  }
}

function ways(count: number): Ways {
  return Math.min(count, 2);
}

/** Both, the second as often as there are ways to get past what lies before it. */
function merged(a: Places, b: Places, times: Ways = 1): Places {
  const places = new Map(a);
  if (times === 0) return places;
  for (const [position, count] of b) places.set(position, ways((places.get(position) ?? 0) + count * times));
  return places;
}

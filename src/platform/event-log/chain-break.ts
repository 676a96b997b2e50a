import type { StoredEvent } from './event.js';
import { chainHash, type ChainPoint } from './hash-chain.js';

/**
 * Why a chain does not hold at a position: there is no such event; its hash does not follow from the one before and its
 * body; its columns `type` and `twin_id`, which filters go by and no hash covers, are not those of its body; or the head
 * row tells of another end.
 */
export const BREAK_REASONS = ['missing', 'changed', 'columns', 'head'] as const;
export type BreakReason = (typeof BREAK_REASONS)[number];

export interface ChainBreak {
  readonly position: number;
  readonly reason: BreakReason;
}

/** The first place at which consecutive events do not follow from a point of the chain, or undefined when all do. */
export function firstBreak(events: readonly StoredEvent[], from: ChainPoint): ChainBreak | undefined {
  let { position, hash } = from;
  for (const event of events) {
    position += 1;
    if (event.position !== position) return { position, reason: 'missing' };
    hash = chainHash(hash, position, event.body);
    if (event.hash !== hash) return { position, reason: 'changed' };
    if (!agrees(event)) return { position, reason: 'columns' };
  }
  return undefined;
}

function agrees({ type, twinId, body }: StoredEvent): boolean {
  const told = JSON.parse(body) as { readonly type: string; readonly twin_id: string | null };
  return told.type === type && told.twin_id === twinId;
}

import { GENESIS_HASH } from '../../platform/event-log/hash-chain.js';
import { getJson, RefusedError, type GetOptions } from '../client/get-json.js';
import { field, isData } from '../watch/event-fields.js';
import type { AgentState } from './agent-state.js';
import { ChainCheck } from './chain-check.js';
import { logPages } from './log-pages.js';
import { World } from './world.js';

export interface Hydration {
  readonly state: AgentState;
  /** Where it came from, in words. */
  readonly from: string;
}

/**
 * Learns the present state: from the snapshot, or from the log itself where a server has none.
 * @param provable whether the token shows every event, so that the chain of those that are read can be checked
 * @throws RefusedError, UnreachableError, ChainFault
 */
export async function hydrate(server: GetOptions, provable: boolean): Promise<Hydration> {
  try {
    const snapshot = await getJson<unknown>(server, 'snapshot');
    const document = isData(snapshot) ? snapshot : {};
    const state = {
      cursor: field(document, 'cursor') ?? '',
      hash: provable ? field(document, 'hash') : undefined,
      world: World.ofSnapshot(document),
    };
    return { state, from: 'the snapshot' };
  } catch (error) {
    if (!(error instanceof RefusedError) || error.problem.status !== 404) throw error;
  }
  return { state: await readAll(server, provable), from: 'the log, since there is no snapshot' };
}

async function readAll(server: GetOptions, provable: boolean): Promise<AgentState> {
  const world = World.empty();
  let cursor = '';
  let check: ChainCheck | undefined;
  for await (const page of logPages(server)) {
    if (provable) check ??= new ChainCheck(page.since, startHash(page.since));
    for (const event of page.events) {
      check?.take(event);
      world.take(event);
    }
    check?.compare(page.next_cursor, page.hash);
    cursor = page.next_cursor;
  }
  return { cursor, hash: check?.hash, world };
}

/** The hash that the first event of a log is chained to; where older ones were dropped, nobody but the server knows. */
export function startHash(since: string): string | undefined {
  return Number(since) === 0 ? GENESIS_HASH : undefined;
}

import type { GetOptions } from '../client/get-json.js';
import type { AgentState } from './agent-state.js';
import { ChainCheck } from './chain-check.js';
import { ChainFault } from './chain-fault.js';
import { startHash } from './hydrate.js';
import { logPages } from './log-pages.js';

/**
 * Reads again what the agent has seen before, from the oldest kept event to where it stands, and compares the hash that
 * comes out with the one that it kept: a past that was rewritten, hashes and all, does not lead there.
 * @returns how many events were read again
 * @throws ChainFault when the past is not what it was
 */
export async function recheck(server: GetOptions, { cursor, hash }: AgentState): Promise<number> {
  let check: ChainCheck | undefined;
  let count = 0;
  for await (const page of logPages(server)) {
    check ??= new ChainCheck(page.since, startHash(page.since));
    for (const event of page.events) {
      if (event.cursor > cursor) break;
      check.take(event);
      count += 1;
    }
    if (page.next_cursor >= cursor) break;
  }
  if (check && hash !== undefined) check.compare(cursor, hash);
  if (check && check.cursor < cursor && check.hash !== undefined) {
    throw new ChainFault(`The log ends at ${check.cursor}, before ${cursor}, which this agent has seen.`);
  }
  return count;
}

import { getJson, type GetOptions } from '../client/get-json.js';
import type { OpsTwinEvent } from '../watch/opstwin-event.js';

/** As many as one request may ask for. */
const LIMIT = '5000';

export interface LogPage {
  readonly since: string;
  readonly next_cursor: string;
  readonly has_more: boolean;
  /** The chain hash at `next_cursor`. */
  readonly hash: string;
  readonly events: readonly OpsTwinEvent[];
}

/** The pages of the log from its oldest kept event to its head. */
export async function* logPages(server: GetOptions): AsyncGenerator<LogPage> {
  for (let since: string | undefined; ;) {
    const page: LogPage = await getJson<LogPage>(server, 'diff', { limit: LIMIT, since });
    yield page;
    if (!page.has_more) return;
    since = page.next_cursor;
  }
}

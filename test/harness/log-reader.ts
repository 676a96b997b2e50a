import { requireFitting } from './event-schemas.js';
import type { OpsTwinProcess } from './opstwin-process.js';

export interface WireEvent {
  readonly id: string;
  readonly cursor: string;
  readonly type: string;
  readonly twin_id: string | null;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly data: Record<string, unknown>;
  readonly hash: string;
}

interface DiffPage {
  readonly events: WireEvent[];
  readonly next_cursor: string;
  readonly has_more: boolean;
}

/** All events of some types, from the start of the log, as an admin or another sees them. */
export async function readLog(
  server: OpsTwinProcess,
  types: readonly string[] = [],
  { token = server.token('admin'), query = '' }: { token?: string; query?: string } = {},
): Promise<WireEvent[]> {
  const filter = types.length > 0 ? `${query}&types=${types.join(',')}` : query;
  const events: WireEvent[] = [];
  for (let since = ''; ;) {
    const page = await server.get<DiffPage>(`/diff?limit=5000${filter}${since}`, token);
    if (page.status !== 200) throw new Error(`GET /diff: ${page.status} ${page.text}`);
    page.body.events.forEach(requireFitting);
    events.push(...page.body.events);
    if (!page.body.has_more) return events;
    since = `&since=${page.body.next_cursor}`;
  }
}

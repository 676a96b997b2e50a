import type { AdapterState } from '../run/adapter-state.js';
import type { StoredRun } from '../run/run-reports.js';
import type { AdapterDocument } from './adapter-document.js';
import type { StoredAdapter } from './adapters.js';

export type AdapterStatus = AdapterState | 'disabled';

/** An adapter as it is shown. */
export interface AdapterView {
  readonly name: string;
  readonly document: AdapterDocument;
  readonly revision: number;
  readonly status: AdapterStatus;
  readonly since: string;
  readonly last_error: string | null;
  readonly messages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly last_message_at: string | null;
  readonly last_rejection: string | null;
  readonly processes: readonly ProcessView[];
  readonly created_at: string;
  readonly updated_at: string;
}

/** How an adapter fares in one process. */
export interface ProcessView {
  readonly process: string;
  readonly status: AdapterState;
  readonly since: string;
  readonly messages: number;
  readonly last_error: string | null;
}

/** Of several processes the one that fares worst is shown. */
const WORST_FIRST: readonly AdapterState[] = ['failed', 'backing_off', 'connecting', 'connected'];

/** @param runs those of the adapter, in processes that are alive */
export function adapterView(adapter: StoredAdapter, runs: readonly StoredRun[]): AdapterView {
  const { name, document, revision, messages, accepted, rejected } = adapter;
  const [worst] = runs.toSorted((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
  const { status, since } = document.enabled
    ? { status: worst?.state ?? 'connecting', since: worst?.since ?? adapter.updated_at }
    : { status: 'disabled' as const, since: adapter.updated_at };
  return {
    name,
    document,
    revision,
    status,
    since: since.toISOString(),
    last_error: worst?.error ?? null,
    messages,
    accepted,
    rejected,
    last_message_at: adapter.last_message_at?.toISOString() ?? null,
    last_rejection: runs.find(({ rejection }) => rejection !== null)?.rejection ?? null,
    processes: runs.map((run) => ({
      process: run.process,
      status: run.state,
      since: run.since.toISOString(),
      messages: run.messages,
      last_error: run.error,
    })),
    created_at: adapter.created_at.toISOString(),
    updated_at: adapter.updated_at.toISOString(),
  };
}

import type { TwinScope } from '../../platform/http/access/twin-scope.js';

export const ENTRY_KINDS = ['event', 'access'] as const;
/** What an entry of the trail is of: an event of the log, or a request by HTTP. */
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Which entries of the trail are asked for. */
export interface TrailChoice {
  readonly tenant: string;
  readonly scope: TwinScope;
  readonly kind?: EntryKind | undefined;
  readonly actor?: string | undefined;
  /** Type of an event; no request has one. */
  readonly type?: string | undefined;
  /** Status of an answer; no event has one. */
  readonly status?: number | undefined;
  readonly twinId?: string | undefined;
  /** From this time on, and before the end: when an event entered the log, whatever its `ts`, or a request was answered. */
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
}

/** Whether entries of this kind can be among those that are asked for. */
export function asksFor({ kind, type, status }: TrailChoice, of: EntryKind): boolean {
  if (kind !== undefined && kind !== of) return false;
  return of === 'event' ? status === undefined : type === undefined;
}

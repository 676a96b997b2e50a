/** An event of the log as it is on the wire; `data` depends on the type. */
export interface OpsTwinEvent {
  readonly id: string;
  readonly cursor: string;
  readonly type: string;
  readonly ts: string;
  readonly twin_id?: string | null;
  readonly actor?: string | null;
  readonly correlation_id?: string | null;
  readonly causation_id?: string | null;
  readonly data_ref?: { readonly type: string; readonly id: string } | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly hash?: string;
}

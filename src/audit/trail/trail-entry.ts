/** An entry of the trail, ready to be sent, and where it is in the list of its kind. */
export type TrailEntry =
  | { readonly kind: 'event'; readonly at: Date; readonly position: number; readonly json: string }
  | { readonly kind: 'access'; readonly at: Date; readonly id: string; readonly json: string };

/** What entries of both kinds begin with. */
export interface EntryHead {
  readonly kind: TrailEntry['kind'];
  readonly at: Date;
  readonly actor: string | null;
  readonly twin_id: string | null;
  readonly correlation_id: string;
}

/** The JSON text of an entry. @param content the JSON text of what it tells, put under the name of its kind */
export function entryJson(head: EntryHead, content: string): string {
  return `${JSON.stringify(head).slice(0, -1)},"${head.kind}":${content}}`;
}

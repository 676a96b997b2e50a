/** What an event's `data_ref` names: a kind of resource, and which. */
export interface ResourceRef {
  readonly type: string;
  readonly id: string;
}

/** Where it is read. */
export function resourcePath({ type, id }: ResourceRef): string {
  return `/r/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;
}

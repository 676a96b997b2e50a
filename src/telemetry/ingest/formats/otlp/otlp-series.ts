import type { Attribute } from './otlp-request.js';

/** Attributes of either name, by key; those without a plain value are left out. */
export type Attributes = ReadonlyMap<string, string>;

/** Attributes that say where a point belongs rather than which series of its metric it is. */
const PLACE = new Set(['twin_id', 'asset_id']);

export function attributesOf(list: readonly Attribute[] | undefined): Attributes {
  const attributes = new Map<string, string>();
  for (const { key, value } of list ?? []) {
    const plain = value?.stringValue ?? value?.boolValue ?? value?.intValue ?? value?.doubleValue;
    if (key !== undefined && plain !== undefined) attributes.set(key, String(plain));
  }
  return attributes;
}

/**
 * Twin and asset of a point: the attributes `twin_id` and `asset_id` of the point or of its resource, else the twin is
 * the resource's `service.namespace`, or `service.name` when it has none, and the asset its `service.name`.
 */
export function placeOf(resource: Attributes, point: Attributes): { twin_id?: string; asset_id?: string } {
  const service = resource.get('service.name');
  const twin = point.get('twin_id') ?? resource.get('twin_id') ?? resource.get('service.namespace') ?? service;
  const asset = point.get('asset_id') ?? resource.get('asset_id') ?? service;
  return { ...(twin === undefined ? {} : { twin_id: twin }), ...(asset === undefined ? {} : { asset_id: asset }) };
}

/** What tells a point's series from others of its metric: `{cpu=0,state=idle}`, in the order of the keys, or nothing. */
export function seriesSuffix(point: Attributes): string {
  const parts = [...point].filter(([key]) => !PLACE.has(key)).map(([key, value]) => `${key}=${value}`);
  return parts.length === 0 ? '' : `{${parts.sort().join(',')}}`;
}

export const ADAPTER_STATES = ['connecting', 'connected', 'failed', 'backing_off'] as const;
/**
 * How an adapter fares in a process. `connecting` is its first attempt; after one that failed it is `backing_off` until
 * an attempt succeeds, or `failed` where its document or the configuration must be changed first.
 */
export type AdapterState = (typeof ADAPTER_STATES)[number];

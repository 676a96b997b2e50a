import type { NewEvent } from '../../platform/event-log/event.js';

export interface AdapterConfiguredData {
  readonly name: string;
  readonly kind: 'mqtt' | 'file';
  readonly enabled: boolean;
  /** Counts the changes of the adapter's document. */
  readonly revision: number;
}

/** An adapter was made, or its document was replaced. */
export class AdapterConfigured implements NewEvent {
  static readonly type = 'AdapterConfigured';
  readonly type = AdapterConfigured.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: AdapterConfiguredData) {}
}

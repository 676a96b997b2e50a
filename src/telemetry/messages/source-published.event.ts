import type { NewEvent } from '../../platform/event-log/event.js';

export interface SourcePublishedData {
  readonly name: string;
  readonly version: number;
}

/** From here on messages of this source become readings by this version of its document. */
export class SourcePublished implements NewEvent {
  static readonly type = 'SourcePublished';
  readonly type = SourcePublished.type;
  readonly twinId = null;
  readonly dataRef: NewEvent['dataRef'];

  constructor(readonly data: SourcePublishedData) {
    this.dataRef = { type: 'source', id: data.name };
  }
}

import { Injectable } from '@nestjs/common';
import { IDENTIFIER } from '../../platform/http/validation/identifier.js';
import { SourceMapping } from './domain/source-mapping.js';
import { SourceStore } from './source-store.js';

/** A newer version may be there for so long until a process that uses the one before looks for it. */
const LOOK_EVERY_MS = 1000;

export interface PublishedSource {
  readonly version: number;
  readonly mapping: SourceMapping;
}

/** The newest version of each source that this process uses, ready to map by. */
@Injectable()
export class PublishedSources {
  private readonly known = new Map<string, PublishedSource & { readonly lookedAt: number }>();

  constructor(private readonly store: SourceStore) {}

  /** The newest version, at most a second behind. */
  async find(tenant: string, name: string): Promise<PublishedSource | undefined> {
    if (!IDENTIFIER.test(name)) return undefined;
    const key = keyOf(tenant, name);
    const known = this.known.get(key);
    const lookedAt = performance.now();
    if (known && lookedAt - known.lookedAt < LOOK_EVERY_MS) return known;
    const newer = await this.store.findNewer(tenant, name, known?.version ?? 0);
    const found = newer ? { version: newer.version, mapping: new SourceMapping(newer.document) } : known;
    if (found) this.known.set(key, { ...found, lookedAt });
    return found;
  }

  /** Lets the next use look at once. */
  forget(tenant: string, name: string): void {
    this.known.delete(keyOf(tenant, name));
  }
}

function keyOf(tenant: string, name: string): string {
  return `${tenant}/${name}`;
}

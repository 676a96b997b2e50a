import { Injectable } from '@nestjs/common';
import { AccessWriter } from '../access/access-writer.js';
import { AccessTrail } from './access-trail.js';
import { EventTrail } from './event-trail.js';
import { newestFirst } from './newest-first.js';
import { asksFor, type TrailChoice } from './trail-choice.js';
import type { TrailEntry } from './trail-entry.js';
import { BEGINNING, placeAfter, type TrailPlace } from './trail-place.js';

/** An entry, and where the list goes on after it. */
export interface PlacedEntry {
  readonly json: string;
  readonly place: TrailPlace;
}

/** What happened and what was asked for, in one list, newest first. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly events: EventTrail,
    private readonly accesses: AccessTrail,
    private readonly writer: AccessWriter,
  ) {}

  /** Up to `limit` entries after a place of the list. */
  async read(begin: TrailPlace, limit: number, choice: TrailChoice): Promise<PlacedEntry[]> {
    // Whoever asks sees what this process was asked before.
    await this.writer.flush();
    const events = asksFor(choice, 'event') ? this.events.read(begin, limit, choice) : [];
    const accesses = asksFor(choice, 'access') ? this.accesses.read(begin, limit, choice) : [];
    const placed: PlacedEntry[] = [];
    let place = begin;
    for await (const entries of newestFirst(batch(await events), batch(await accesses))) {
      for (const entry of entries) {
        place = placeAfter(place, entry);
        placed.push({ json: entry.json, place });
      }
    }
    return placed.slice(0, limit);
  }

  /** All entries, in the transaction in progress, which should have begun after `ready`. */
  stream(choice: TrailChoice): AsyncGenerator<TrailEntry[], void> {
    return newestFirst(
      asksFor(choice, 'event') ? this.events.stream(BEGINNING, choice) : batch([]),
      asksFor(choice, 'access') ? this.accesses.stream(BEGINNING, choice) : batch([]),
    );
  }

  /** Has what this process was asked until now among what can be read. */
  ready(): Promise<void> {
    return this.writer.flush();
  }
}

async function* batch(entries: readonly TrailEntry[]): AsyncGenerator<readonly TrailEntry[], void> {
  yield await Promise.resolve(entries);
}

import { cursorAt } from './cursor.js';
import type { StoredEvent } from './event.js';

/**
 * The JSON text of an event as every reader gets it (`event.v1`): its cursor and hash, spliced in front of the stored
 * canonical body. Nothing is parsed or serialised again, so what a reader hashes is what the log hashed.
 */
export function wireEvent({ position, hash, body }: StoredEvent): string {
  return `{"cursor":"${cursorAt(position)}","hash":"${hash}",${body.slice(1)}`;
}

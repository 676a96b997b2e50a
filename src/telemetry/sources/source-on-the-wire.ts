import type { Source } from '../messages/get-source.query.js';
import type { SourceVersion } from './source-store.js';

/** A version of a source as it is shown. */
export function sourceOnTheWire({ name, version, document, createdBy, createdAt }: SourceVersion): Source {
  return { name, version, document, created_by: createdBy, created_at: createdAt.toISOString() };
}

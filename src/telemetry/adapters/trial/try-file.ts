import type { FileDocument } from '../documents/adapter-document.js';
import { lineReader, namesColumns } from '../file/file-adapter.js';
import { START } from '../file/file-mark.js';
import { FollowedFile } from '../file/followed-file.js';
import type { WatchedPath } from '../file/open-watched.js';
import { Unreadable } from '../../ingest/unreadable.js';
import type { TrialSteps } from './trial-steps.js';

const LINES = 100;

/** Opens the file of a document and reads its first lines, without noting how far. */
export async function tryFile(document: FileDocument, path: WatchedPath, steps: TrialSteps): Promise<void> {
  const file = await steps.take('open', () => FollowedFile.open(path, START));
  try {
    await steps.take(
      'read',
      () => firstItems(document, file),
      (items) => summary(items),
    );
  } finally {
    await file.close();
  }
}

async function firstItems(document: FileDocument, file: FollowedFile): Promise<unknown[]> {
  const lines = (await file.next())?.lines ?? [];
  const reader = await lineReader(document, file);
  const first = namesColumns(document) ? 1 : 0;
  return lines.slice(first, first + LINES).map((line) => reader.read(line));
}

function summary(items: readonly unknown[]): string {
  const faults = items.filter((item) => item instanceof Unreadable);
  const counted = `${items.length} lines read, ${faults.length} of them no readings`;
  return faults[0] ? `${counted}: ${faults[0].message}` : counted;
}

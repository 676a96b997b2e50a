import { createParser } from 'eventsource-parser';
import type { StoredEvent } from '../../platform/event-log/event.js';
import type { Outlet } from './outlet.js';

/** A connection whose client takes what waits when the spec says so; by default at once. */
export class FakeOutlet implements Outlet {
  open = true;
  cuts = 0;
  unsent = 0;
  most = 0;
  text = '';
  readonly written: Buffer[] = [];
  private drained: () => void = () => undefined;

  constructor(private readonly reads = true) {}

  write(bytes: Buffer): void {
    this.written.push(bytes);
    this.text += bytes.toString();
    if (!this.reads) this.unsent += bytes.length;
    this.most = Math.max(this.most, this.unsent);
  }

  onDrain(listener: () => void): void {
    this.drained = listener;
  }

  /** The client takes everything. */
  take(): void {
    this.unsent = 0;
    this.drained();
  }

  end(words: string): void {
    this.text += words;
    this.open = false;
  }

  cut(): void {
    this.cuts += 1;
    this.open = false;
  }

  get positions(): number[] {
    const positions: number[] = [];
    createParser({ onEvent: ({ id }) => positions.push(Number(id)) }).feed(this.text);
    return positions;
  }
}

export function storedEvent(
  position: number,
  { type = 'TwinUpdated', twinId = 'line_1', size = 10 } = {},
): StoredEvent {
  const body = JSON.stringify({ data: 'x'.repeat(size) });
  return { tenant: 'default', position, type, twinId, hash: 'ab', body };
}

export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** All whole numbers from one to another. */
export function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

import { MAX_PAGES, PAGE_BYTES } from './module-code.js';

const DOUBLE_BYTES = 8;
const ALIGNMENT = 64;

/** Gives out addresses from one on, in the order in which it is asked. */
class Arena {
  constructor(private next: number) {}

  take(bytes: number): number {
    const address = this.next;
    this.next += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    return address;
  }

  get end(): number {
    return this.next;
  }
}

/** A memory for one run after another; undefined when the process has no room for one. */
export function createMemory(): WebAssembly.Memory | undefined {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the scratch of a thread begins: the first is 0. */
export function scratchStartOf(thread: number, scratchBytes: number): number {
  return PAGE_BYTES + thread * scratchBytes;
}

/**
 * The memory of a run as one thread sees it: the first page holds what is fixed, then each thread has scratch, and behind that
 * lies what all of them share. Threads that ask for the same in the same order get the same shared addresses.
 */
export class RunMemory {
  private readonly own: Arena;
  private readonly shared: Arena;

  constructor(
    readonly memory: WebAssembly.Memory,
    scratchStart: number,
    sharedStart: number,
  ) {
    this.own = new Arena(scratchStart);
    this.shared = new Arena(sharedStart);
    this.growTo(this.shared.end);
  }

  scratch(bytes: number): number {
    return this.own.take(bytes);
  }

  kept(bytes: number): number {
    const address = this.shared.take(bytes);
    this.growTo(this.shared.end);
    return address;
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  /** Bytes of some doubles, with room for a pair behind the last. */
  static bytesOf(length: number): number {
    return (length + 2) * DOUBLE_BYTES;
  }

  private growTo(bytes: number): void {
    const missing = Math.ceil(bytes / PAGE_BYTES) - this.memory.buffer.byteLength / PAGE_BYTES;
    if (missing > 0) this.memory.grow(missing);
  }
}

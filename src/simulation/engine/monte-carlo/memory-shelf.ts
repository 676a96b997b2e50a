import { createMemory } from '../wasm/run-memory.js';

/** Bytes that a memory may have to be kept. */
const MOST_BYTES = 256 * 2 ** 20;

/**
 * Memories between runs: the pages of a used one are there, and a new one for each run would wait long for the garbage
 * collector. As many as there were runs at a time are kept, for a while.
 */
export class MemoryShelf {
  private memories: WebAssembly.Memory[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly idleMilliseconds: number) {}

  /** A memory that no run uses; undefined when there is no room for one. */
  take(): WebAssembly.Memory | undefined {
    return this.memories.pop() ?? createMemory();
  }

  put(memory: WebAssembly.Memory): void {
    if (memory.buffer.byteLength > MOST_BYTES) return;
    this.memories.push(memory);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.clear();
    }, this.idleMilliseconds).unref();
  }

  clear(): void {
    clearTimeout(this.timer);
    this.memories = [];
  }
}

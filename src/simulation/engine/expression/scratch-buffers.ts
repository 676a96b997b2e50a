/**
 * The buffers that a compiled expression computes in, made once and shared by all expressions of a run. A node at a
 * depth writes the buffer of that depth and those above it only.
 */
export class ScratchBuffers {
  private readonly buffers: Float64Array[] = [];

  /** @param size samples in the longest block */
  constructor(readonly size: number) {}

  at(depth: number): Float64Array {
    const known = this.buffers[depth];
    if (known) return known;
    const buffer = new Float64Array(this.size);
    this.buffers[depth] = buffer;
    return buffer;
  }
}

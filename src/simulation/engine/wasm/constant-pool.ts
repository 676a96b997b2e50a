const BYTES = 16;

/**
 * Constants of two lanes in linear memory: loading one costs an instruction, where building one in a register costs
 * three.
 */
export class ConstantPool {
  private readonly offsets = new Map<string, number>();
  private readonly bytes: number[] = [];

  /** @param start address of the first constant, a multiple of 16 */
  constructor(
    readonly start: number,
    private readonly end: number,
  ) {}

  /**
   * The address of a constant whose lanes both have this value.
   * @throws RangeError when the pool is full
   */
  addressOf(value: number): number {
    return this.place(Float64Array.of(value, value));
  }

  /** Likewise of two lanes of any bits. */
  addressOfBits(first: bigint, second: bigint): number {
    return this.place(BigUint64Array.of(first, second));
  }

  private place({ buffer }: Float64Array | BigUint64Array): number {
    const lanes = Buffer.from(buffer);
    const key = lanes.toString('hex');
    const known = this.offsets.get(key);
    if (known !== undefined) return known;
    const address = this.start + this.bytes.length;
    if (address + BYTES > this.end) throw new RangeError('The generated code has too many constants');
    this.bytes.push(...lanes);
    this.offsets.set(key, address);
    return address;
  }

  get contents(): readonly number[] {
    return this.bytes;
  }
}

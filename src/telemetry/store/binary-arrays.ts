/** PostgreSQL's object ids of the element types (pg_type.dat). */
const INT8 = 20;
const FLOAT4 = 700;
const FLOAT8 = 701;
const TIMESTAMPTZ = 1184;
/** PostgreSQL counts microseconds from 2000-01-01. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);
/** Dimensions, a flag for NULLs, element type; of the one dimension its length and its lower bound. */
const HEADER_BYTES = 5 * 4;

type Write = (bytes: Buffer, value: number, offset: number) => void;

/**
 * Columns of numbers in the binary form of arrays (PostgreSQL, src/backend/utils/adt/arrayfuncs.c, array_recv), which
 * neither side has to print or parse. `pg` sends a Buffer in binary form.
 */
export const binaryArray = {
  /** int8[] of whole numbers up to 2^53. */
  int8: (columns: readonly (readonly number[])[]): Buffer => encode(INT8, 8, columns, writeInt8),
  /** float8[]. */
  float8: (columns: readonly (readonly number[])[]): Buffer =>
    encode(FLOAT8, 8, columns, (bytes, value, offset) => bytes.writeDoubleBE(value, offset)),
  /** float4[]. */
  float4: (columns: readonly (readonly number[])[]): Buffer =>
    encode(FLOAT4, 4, columns, (bytes, value, offset) => bytes.writeFloatBE(value, offset)),
  /** timestamptz[] of milliseconds since 1970. */
  timestamptz: (columns: readonly (readonly number[])[]): Buffer =>
    encode(TIMESTAMPTZ, 8, columns, (bytes, at, offset) => {
      writeInt8(bytes, (at - POSTGRES_EPOCH_MS) * 1000, offset);
    }),
};

/** One array of all the columns, one behind the other. */
function encode(type: number, size: number, columns: readonly (readonly number[])[], write: Write): Buffer {
  const count = columns.reduce((sum, column) => sum + column.length, 0);
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + count * (4 + size));
  [1, 0, type, count, 1].forEach((field, i) => bytes.writeInt32BE(field, 4 * i));
  let offset = HEADER_BYTES;
  for (const column of columns) {
    for (const value of column) {
      bytes.writeInt32BE(size, offset);
      write(bytes, value, offset + 4);
      offset += 4 + size;
    }
  }
  return bytes;
}

/** In two halves, which is much faster than by way of a BigInt. */
function writeInt8(bytes: Buffer, value: number, offset: number): void {
  const high = Math.floor(value / 2 ** 32);
  bytes.writeInt32BE(high, offset);
  bytes.writeUInt32BE(value - high * 2 ** 32, offset + 4);
}

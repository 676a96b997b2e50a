import { Buffer } from 'node:buffer';
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';

/** Midnight of 2000-01-01, from which PostgreSQL counts, in milliseconds since 1970. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** Fields with their lengths: two of field count, and eight, eight, eight and four bytes behind four lengths. */
const ROW_BYTES = 2 + 4 * 4 + 8 + 8 + 8 + 4;

/** (b) Binary COPY to a temporary table, from which an insert takes the rows; one transaction for each batch. */
export async function copyRows(client) {
  await client.query(`CREATE TEMPORARY TABLE incoming
    (series_id bigint, ts timestamptz, value float8, quality real) ON COMMIT DELETE ROWS`);
  return async (batch) => {
    await client.query('BEGIN');
    const stream = client.query(copyFrom('COPY incoming FROM STDIN (FORMAT binary)'));
    stream.end(encode(batch));
    await finished(stream);
    await client.query(
      'INSERT INTO sample (series_id, ts, value, quality) SELECT * FROM incoming ON CONFLICT DO NOTHING',
    );
    await client.query('COMMIT');
  };
}

function encode({ ids, times, values, count }) {
  const bytes = Buffer.allocUnsafe(SIGNATURE.length + count * ROW_BYTES + 2);
  let at = SIGNATURE.copy(bytes);
  for (let i = 0; i < count; i++) {
    at = bytes.writeInt16BE(4, at);
    at = bytes.writeInt32BE(8, at);
    at = bytes.writeBigInt64BE(BigInt(ids[i]), at);
    at = bytes.writeInt32BE(8, at);
    at = bytes.writeBigInt64BE(BigInt(times[i] - POSTGRES_EPOCH_MS) * 1000n, at);
    at = bytes.writeInt32BE(8, at);
    at = bytes.writeDoubleBE(values[i], at);
    at = bytes.writeInt32BE(4, at);
    at = bytes.writeFloatBE(1, at);
  }
  bytes.writeInt16BE(-1, at);
  return bytes;
}

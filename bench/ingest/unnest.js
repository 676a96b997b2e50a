/** (a) Multi-row inserts: one statement of four arrays. Texts of arrays are ready made, since pg's own take longer. */
export async function unnestRows(client) {
  const text = `
    INSERT INTO sample (series_id, ts, value, quality)
    SELECT id, to_timestamp(at / 1000), value, 1 FROM unnest($1::bigint[], $2::float8[], $3::float8[]) AS row (id, at, value)
    ON CONFLICT DO NOTHING`;
  return ({ ids, times, values }) =>
    client.query({ name: 'unnest', text, values: [ids, times, values].map((column) => `{${column.join(',')}}`) });
}

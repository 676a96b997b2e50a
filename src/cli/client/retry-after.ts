/** The milliseconds that a Retry-After header asks for, given as seconds or as a date (RFC 9110, 10.2.3); 0 without one. */
export function retryAfterMs(headers: Headers, now = Date.now()): number {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

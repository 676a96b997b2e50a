const ONLINE = new Set(['online', 'connected', 'true', '1']);
const OFFLINE = new Set(['offline', 'disconnected', 'false', '0']);
/** Members of a status object that say it. */
const MEMBERS = ['online', 'connected', 'status', 'state'];

/**
 * Whether a status message says that its asset is connected: `online` or `offline`, `true` or `false`, `1` or `0`, as
 * text, or as a member `online`, `connected`, `status` or `state` of a JSON object. Undefined when it says neither.
 */
export function saysConnected(payload: string): boolean | undefined {
  const word = wordOf(payload).trim().toLowerCase();
  return ONLINE.has(word) ? true : OFFLINE.has(word) ? false : undefined;
}

function wordOf(payload: string): string {
  const text = payload.trim();
  if (!/^[{"]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return String(value);
    const member = MEMBERS.find((name) => name in value);
    return member === undefined ? '' : String((value as Record<string, unknown>)[member]);
  } catch {
    // Not JSON after all: no word of ours begins like that.
    return '';
  }
}

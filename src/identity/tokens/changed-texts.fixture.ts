/** What takes the place of a character: neighbours in base64url, its other alphabet, what parsers skip, and a bit. */
const REPLACEMENTS = ['A', 'w', '-', '_', '+', '/', '=', '.', ' ', '\0'];

/** Every text that differs from the given one in a single character, by several replacements for each. */
export function* changedTexts(text: string): Generator<string> {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const replacements = new Set([...REPLACEMENTS, ...[1, 2, 4, 32].map((bit) => String.fromCharCode(code ^ bit))]);
    for (const replacement of replacements) {
      if (replacement !== text[at]) yield text.slice(0, at) + replacement + text.slice(at + 1);
    }
  }
}

/** Control characters, and the marks that reverse the reading direction. */
const UNSAFE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Text from elsewhere made safe to print: it cannot move the cursor, colour the screen or hide what follows. */
export function plainText(text: string, { keepLines = false } = {}): string {
  return text.replace(UNSAFE, (character) => (keepLines && character === '\n' ? character : ' '));
}

/** Goes through the characters of a pattern. */
export class PatternReader {
  private readonly characters: readonly string[];
  private at = 0;

  constructor(source: string) {
    this.characters = Array.from(source);
  }

  get ended(): boolean {
    return this.at >= this.characters.length;
  }

  /** The next character; empty at the end. */
  get ahead(): string {
    return this.characters[this.at] ?? '';
  }

  sees(character: string): boolean {
    return this.ahead === character;
  }

  /** Moves past the character if it is the next one. */
  take(character: string): boolean {
    const taken = this.sees(character);
    if (taken) this.at += 1;
    return taken;
  }

  next(): string {
    return this.characters[this.at++] ?? '';
  }

  some(count: number): string {
    return Array.from({ length: count }, () => this.next()).join('');
  }

  /** What stands before the character, and moves past it. */
  takeUntil(character: string): string {
    let text = '';
    while (!this.ended && !this.sees(character)) text += this.next();
    this.next();
    return text;
  }
}

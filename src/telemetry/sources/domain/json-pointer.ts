/** A place in a JSON value (RFC 6901), split once and looked up often. */
export class JsonPointer {
  private readonly parts: readonly string[];

  /** @param text a valid JSON Pointer */
  constructor(readonly text: string) {
    this.parts = text.split('/').slice(1).map(unescaped);
  }

  /** What is there; undefined when nothing is. Only the value's own members count. */
  in(value: unknown): unknown {
    let found = value;
    for (const part of this.parts) {
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined;
      found = (found as Record<string, unknown>)[part];
    }
    return found;
  }

  /** The text of the place of a member of what is here. */
  member(name: string): string {
    return `${this.text}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

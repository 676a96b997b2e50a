import { ExpressionError } from './expression-error.js';
import type { Token } from './token.js';

const END: Token = { kind: 'end', text: '', position: 0 };

/** A place in a list of tokens that ends with `end`. */
export class TokenCursor {
  private index = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get current(): Token {
    return this.tokens[this.index] ?? END;
  }

  /** The current token, and moves on. */
  take(): Token {
    const token = this.current;
    this.index += 1;
    return token;
  }

  /** Whether the current token is this symbol; if so, moves on. */
  skip(symbol: string): boolean {
    if (this.current.kind !== 'symbol' || this.current.text !== symbol) return false;
    this.index += 1;
    return true;
  }

  /** @throws ExpressionError when the current token is not this symbol */
  expect(symbol: string): void {
    if (!this.skip(symbol)) throw this.unexpected(`expected "${symbol}"`);
  }

  unexpected(expected: string): ExpressionError {
    const { kind, text, position } = this.current;
    const found = kind === 'end' ? 'The expression ends' : `Unexpected "${text}"`;
    return new ExpressionError(`${found}: ${expected}`, position);
  }
}

import type { Principal } from './principal.js';

/** The twins that a credential reaches: all, or those that one of its globs matches (`*` any run, `?` one character). */
export class TwinScope {
  /** Made when it is first needed, and once: an event stream asks for every event. */
  private expressions: readonly RegExp[] | undefined;

  private constructor(private readonly globs: readonly string[] | undefined) {}

  static of(principal: Principal): TwinScope {
    return new TwinScope(principal.twins);
  }

  allows(twinId: string): boolean {
    if (this.globs === undefined) return true;
    this.expressions ??= this.globs.map(expression);
    return this.expressions.some((glob) => glob.test(twinId));
  }

  /** For `twin_id LIKE ANY($n)`; null, which SQL takes as "all", when the scope is not limited. */
  get likePatterns(): string[] | null {
    return (
      this.globs?.map((glob) =>
        glob
          .replace(/[\\%_]/g, '\\$&')
          .replaceAll('*', '%')
          .replaceAll('?', '_'),
      ) ?? null
    );
  }
}

function expression(glob: string): RegExp {
  const escaped = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 's');
}

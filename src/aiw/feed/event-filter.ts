import type { StoredEvent } from '../../platform/event-log/event.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';

/** What a caller asks to be shown of the log. */
export interface FeedChoice {
  readonly twin_id?: string | undefined;
  readonly types?: readonly string[] | undefined;
}

/** What a filter lets through, as statements take it; null = whatever there is. */
export interface FilterBounds {
  readonly types: readonly string[] | null;
  readonly twinId: string | null;
  /** LIKE patterns of the twins; events without a twin pass too. */
  readonly patterns: readonly string[] | null;
}

/** Which events a reader gets: what it asked for, within the twins that its credential reaches. */
export class EventFilter {
  /** The same for all filters that let the same events through because they were asked the same. */
  readonly key: string;
  private readonly types: ReadonlySet<string> | undefined;
  private readonly scope: TwinScope;
  private readonly twinId: string | undefined;

  /** @throws ProblemError 403 for a twin that the credential does not reach, which would be silent for ever */
  constructor(principal: Principal, { twin_id, types }: FeedChoice) {
    this.scope = TwinScope.of(principal);
    this.twinId = twin_id;
    this.types = types && new Set(types);
    if (twin_id !== undefined && !this.scope.allows(twin_id)) {
      throw new ProblemError('forbidden', `The credential does not reach the twin ${twin_id}.`);
    }
    // A single twin was checked just now, so who asked for it makes no difference any more.
    const twins = twin_id ?? (principal.twins && sorted(principal.twins));
    this.key = JSON.stringify([twins ?? null, types ? sorted(types) : null]);
  }

  get bounds(): FilterBounds {
    const types = this.types ? [...this.types] : null;
    // A single twin was checked to be within the scope.
    const patterns = this.twinId === undefined ? this.scope.likePatterns : null;
    return { types, twinId: this.twinId ?? null, patterns };
  }

  /** Events without a twin concern the tenant, and are for all its readers. */
  passes({ type, twinId }: StoredEvent): boolean {
    if (this.types && !this.types.has(type)) return false;
    if (this.twinId !== undefined) return twinId === this.twinId;
    return twinId === null || this.scope.allows(twinId);
  }
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

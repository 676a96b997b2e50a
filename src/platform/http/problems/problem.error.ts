import { PROBLEMS, type ProblemCode } from './catalogue.js';

/** One fault of a request: where, which, and what was expected. */
export interface FieldFault {
  /** JSON pointer (RFC 6901) into the body, or `?name` for a query parameter. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export interface ProblemExtras {
  readonly errors?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem document. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An answer of the problem catalogue. Thrown anywhere below a controller. */
export class ProblemError extends Error {
  readonly errors: readonly FieldFault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  /** @param detail what is wrong with this very request, for its sender */
  constructor(
    readonly code: ProblemCode,
    detail: string,
    { errors, headers = {}, members = {}, cause }: ProblemExtras = {},
  ) {
    super(detail, { cause });
    this.name = 'ProblemError';
    this.errors = errors;
    this.headers = headers;
    this.members = members;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** The usual 404, which says the same for what does not exist and for what belongs to another tenant. */
export function notFound(kind: string, id: string): ProblemError {
  return new ProblemError('not-found', `There is no ${kind} ${id}.`);
}

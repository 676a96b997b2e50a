import { UserError } from '../terminal/user-error.js';
import { problemText, type ProblemDocument } from '../client/problem-document.js';

/** An answer after which another attempt may go better. */
export class PassingFault extends Error {
  override readonly name = 'PassingFault';

  constructor(
    message: string,
    /** The milliseconds that the server asks to wait; 0 when it does not say. */
    readonly retryAfterMs: number,
  ) {
    super(message);
  }
}

/** An answer after which no other attempt will go better. */
export class Refusal extends UserError {
  constructor(
    message: string,
    readonly problem: ProblemDocument,
  ) {
    super(message);
  }
}

export function refusal(problem: ProblemDocument): Refusal {
  return new Refusal(refusalText(problem), problem);
}

function refusalText(problem: ProblemDocument): string {
  const text = problemText(problem);
  if (problem.status === 401) return `A valid token is needed: ${text}`;
  if (problem.status === 410) {
    const oldest = problem.oldestCursor;
    const remedy = oldest === undefined ? '' : `; the oldest that is kept is ${oldest}, go on with --since ${oldest}`;
    return `The cursor has expired: the log no longer holds what came after it${remedy}.`;
  }
  return `The server refused the subscription: ${text}`;
}

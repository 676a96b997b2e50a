import { UserError } from '../terminal/user-error.js';
import { connectionFault } from './connection-fault.js';
import { bearer, endpoint } from './endpoint.js';
import { problemText, readProblem, type ProblemDocument } from './problem-document.js';

/** The server answered, and not with what was asked for. */
export class RefusedError extends UserError {
  override readonly name = 'RefusedError';

  constructor(readonly problem: ProblemDocument) {
    super(`The server answered ${problemText(problem)}`);
  }
}

/** The server could not be reached, or could not answer now. */
export class UnreachableError extends UserError {
  override readonly name = 'UnreachableError';
}

export interface GetOptions {
  readonly url: string;
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads one JSON document of the API.
 * @throws RefusedError for an answer that is not ok, UnreachableError when there is none or it is a 429 or 5xx
 */
export async function getJson<Body>(
  { url, token, signal }: GetOptions,
  path: string,
  query: Record<string, string | undefined> = {},
): Promise<Body> {
  try {
    const response = await fetch(endpoint(url, path, query), {
      headers: { accept: 'application/json', ...bearer(token) },
      ...(signal && { signal }),
    });
    if (response.ok) return (await response.json()) as Body;
    const problem = await readProblem(response);
    if (problem.status !== 429 && problem.status < 500) throw new RefusedError(problem);
    throw new UnreachableError(`The server answered ${problemText(problem)}`);
  } catch (error) {
    const fault = connectionFault(error);
    if (fault === undefined || signal?.aborted === true) throw error;
    throw new UnreachableError(`${url} cannot be reached: ${fault}.`);
  }
}

const FAULTS_SHOWN = 10;

export interface ProblemFault {
  readonly pointer: string;
  readonly message: string;
}

/** What a server said went wrong: an RFC 9457 problem document, or what can be made of another answer. */
export interface ProblemDocument {
  readonly status: number;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly faults: readonly ProblemFault[];
  /** With 410: the oldest cursor that the log still holds. */
  readonly oldestCursor?: string | undefined;
}

/** Reads the problem of an answer that is not ok; never throws for what the body holds. */
export async function readProblem(response: Response): Promise<ProblemDocument> {
  return parseProblem(response.status, response.statusText, await response.text());
}

/** The problem of an answer whose body was read elsewhere; never throws for what the body holds. */
export function parseProblem(status: number, statusText: string, content: string): ProblemDocument {
  const body = parse(content);
  return {
    status,
    title: text(body.title) ?? statusText,
    detail: text(body.detail),
    faults: readFaults(body.errors),
    oldestCursor: text(body.oldest_cursor),
  };
}

/** The fault list of a problem document or of a rejected reading, as far as it is one. */
export function readFaults(value: unknown): ProblemFault[] {
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown) => {
    if (typeof item === 'string') return { pointer: '', message: item };
    const { pointer, message, code } = isRecord(item) ? item : {};
    return { pointer: text(pointer) ?? '', message: text(message) ?? text(code) ?? 'is not valid' };
  });
}

/** The problem as a sentence, with its faults on lines of their own. */
export function problemText(problem: ProblemDocument): string {
  const head = `${problem.status} ${problem.title}`.trimEnd() + (problem.detail ? `: ${problem.detail}` : '');
  const faults = problem.faults.slice(0, FAULTS_SHOWN).map((fault) => `\n  ${faultText(fault)}`);
  const more = problem.faults.length - FAULTS_SHOWN;
  return head + faults.join('') + (more > 0 ? `\n  and ${more} more` : '');
}

export function faultText({ pointer, message }: ProblemFault): string {
  return pointer ? `${pointer} ${message}` : message;
}

function parse(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

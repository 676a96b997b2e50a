import type { Random } from '../harness/random.js';
import type { BodyJudge } from './body-judge.js';
import { damageJson, damageText } from './damage-json.js';
import { HOSTILE_QUERIES, HOSTILE_SEGMENTS, HOSTILE_VALUES } from './hostile-values.js';
import { exampleOf, examplesOf, type OpenApi, type Operation, type Parameter } from '../harness/open-api.js';

export interface FuzzedRequest {
  /** What it asks for, as the document names it, such as `GET /twins/{twin_id}`. */
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Whether the body is one that the document does not permit. */
  readonly invalid: boolean;
}

const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Makes requests, whole and damaged, of what an OpenAPI document says can be asked. */
export class RequestMaker {
  constructor(
    private readonly api: OpenApi,
    private readonly operations: readonly Operation[],
    private readonly judge: BodyJudge,
    private readonly random: Random,
  ) {}

  next(): FuzzedRequest {
    const { random } = this;
    const operation = random.one(this.operations);
    const { body, type, invalid } = this.bodyOf(operation);
    return {
      operation: `${operation.method} ${operation.path}`,
      method: operation.method,
      url: this.urlOf(operation),
      headers: { ...(type !== undefined && { 'content-type': type }), ...this.oddHeaders() },
      body,
      invalid,
    };
  }

  private urlOf({ path, parameters }: Operation): string {
    const { random } = this;
    const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => {
      const shown = this.valueOf(parameters.find((one) => one.name === name));
      return shown === undefined || random.chance(0.4) ? random.one(HOSTILE_SEGMENTS) : encodeURIComponent(shown);
    });
    const query = parameters
      .filter((one) => one.in === 'query' && random.chance(one.required === true ? 0.9 : 0.4))
      .map((one) => {
        const shown = this.valueOf(one);
        const value = shown === undefined || random.chance(0.4) ? random.one(HOSTILE_QUERIES) : shown;
        return `${encodeURIComponent(one.name)}=${encodeURIComponent(value)}`;
      });
    if (random.chance(0.05)) query.push(`unknown=${encodeURIComponent(random.one(HOSTILE_QUERIES))}`);
    return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
  }

  private valueOf(parameter: Parameter | undefined): string | undefined {
    const value = parameter?.example ?? exampleOf(parameter?.schema ?? {}, this.api);
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  private bodyOf({ method, bodies }: Operation): {
    body: string | undefined;
    type: string | undefined;
    invalid: boolean;
  } {
    const { random } = this;
    const types = Object.keys(bodies);
    const content = types.length === 0 ? undefined : bodies[random.one(types)];
    if (!content) {
      const stray = METHODS_WITH_BODY.has(method) && random.chance(0.2);
      return { body: stray ? '{"stray":1}' : undefined, type: stray ? 'application/json' : undefined, invalid: false };
    }
    const type = types.find((name) => bodies[name] === content) ?? 'application/json';
    const example = random.one(examplesOf(content, this.api));
    if (!type.includes('json') || typeof example === 'string') {
      const text = typeof example === 'string' ? example : JSON.stringify(example);
      return { body: random.chance(0.5) ? damageText(text, random) : text, type, invalid: false };
    }
    if (random.chance(0.25)) return { body: JSON.stringify(example), type, invalid: false };
    if (random.chance(0.2)) {
      const body = damageText(JSON.stringify(example), random);
      return { body, type, invalid: !this.permitsText(content, body) };
    }
    const damaged = random.chance(0.05) ? random.one(HOSTILE_VALUES) : damageJson(example, random);
    return { body: JSON.stringify(damaged), type, invalid: !this.judge.permits(content, damaged) };
  }

  private permitsText(content: Operation['bodies'][string], body: string): boolean {
    try {
      return this.judge.permits(content, JSON.parse(body));
    } catch {
      return false;
    }
  }

  private oddHeaders(): Record<string, string> {
    const { random } = this;
    if (!random.chance(0.1)) return {};
    return random.one<Record<string, string>>([
      { accept: 'text/csv' },
      { accept: 'application/x-ndjson' },
      { accept: 'image/png' },
      { accept: '*/*;q=0, ,;' },
      { 'content-type': 'text/html' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-encoding': 'gzip' },
      { 'if-match': '"0"' },
      { 'if-none-match': '*' },
      { prefer: 'wait=1' },
      { prefer: 'wait=-1' },
      { 'last-event-id': 'nonsense' },
      { 'x-request-id': 'x'.repeat(500) },
    ]);
  }
}

export const PLACEHOLDERS = ['twin_id', 'asset_id', 'metric'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
/** What the levels of a topic name. */
export type Placement = Partial<Readonly<Record<Placeholder, string>>>;

/** A level with a placeholder, and what stands around it. */
const LEVEL = /^([^{}+#]*)\{([^{}]*)\}([^{}+#]*)$/;

/**
 * A topic with placeholders, such as `plant/{twin_id}/{asset_id}/{metric}`. A level has one of them at most, since
 * MQTT's wildcards stand for whole levels (MQTT 5, 4.7).
 */
export class TopicTemplate {
  /** What to subscribe to get every topic that fits. */
  readonly filter: string;
  readonly names: ReadonlySet<string>;
  private readonly expression: RegExp;

  /** @param text one without a fault */
  constructor(text: string) {
    const levels = text.split('/');
    this.filter = levels.map((level) => (LEVEL.test(level) ? '+' : level)).join('/');
    this.names = new Set(placeholders(levels));
    const open = levels.at(-1) === '#';
    const source = (open ? levels.slice(0, -1) : levels).map(levelExpression).join('/');
    this.expression = new RegExp(`^${source}${open ? '(?:/.*)?' : ''}$`, 's');
  }

  /** What a topic names; undefined when it is none of the template's. */
  bind(topic: string): Placement | undefined {
    const match = this.expression.exec(topic);
    return match ? { ...match.groups } : undefined;
  }
}

/** Why a text is no template; undefined when it is one. */
export function templateFault(text: string): string | undefined {
  const levels = text.split('/');
  const faulty = levels.find((level, i) => !isLevel(level, i === levels.length - 1));
  if (faulty !== undefined) return `the level "${faulty}" must be text, + or {placeholder}, and # only at the end`;
  const names = placeholders(levels);
  const unknown = names.find((name) => !PLACEHOLDERS.some((known) => known === name));
  if (unknown !== undefined) return `{${unknown}} is none of {${PLACEHOLDERS.join('}, {')}}`;
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined ? undefined : `{${twice}} stands in it twice`;
}

function isLevel(level: string, last: boolean): boolean {
  return level === '+' || (last && level === '#') || /^[^{}+#]*$/.test(level) || LEVEL.test(level);
}

function placeholders(levels: readonly string[]): string[] {
  return levels.flatMap((level) => LEVEL.exec(level)?.[2] ?? []);
}

function levelExpression(level: string): string {
  if (level === '+') return '[^/]*';
  const [, before = '', name, after = ''] = LEVEL.exec(level) ?? [];
  return name === undefined ? literal(level) : `${literal(before)}(?<${name}>[^/]+)${literal(after)}`;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

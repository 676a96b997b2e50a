import type { Random } from '../harness/random.js';
import { HOSTILE_VALUES } from './hostile-values.js';

type Path = readonly (string | number)[];

/** A copy of a JSON value in which something is wrong somewhere, or merely unusual. */
export function damageJson(value: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(value ?? {});
  const places = placesOf(copy);
  const place = random.one(places);
  if (place.length === 0) return random.one(HOSTILE_VALUES);
  const parent = place.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  const key = place.at(-1) ?? '';
  const holder = parent as Record<string, unknown>;
  switch (random.whole(4)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      break;
    case 1:
      if (Array.isArray(parent)) parent.push(random.one(HOSTILE_VALUES));
      else
        holder[random.one(['unknown', 'id', 'tenant', 'roles', 'constructor', '$schema', ' '])] =
          random.one(HOSTILE_VALUES);
      break;
    default:
      holder[key] = random.one(HOSTILE_VALUES);
  }
  return copy;
}

/** The text of a body that is cut, repeated or changed somewhere, and so is JSON no more, as a rule. */
export function damageText(text: string, random: Random): string {
  const at = random.whole(text.length + 1);
  switch (random.whole(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text + text;
    case 2:
      return '['.repeat(5000) + text;
    case 3:
      return text.slice(0, at) + random.one(['"', '{', '}', '\\', '\u0000', ',', 'é', '//']) + text.slice(at);
    default:
      return text.replace(/[:,]/, random.one(['=', ';', '']));
  }
}

/** Every place in a JSON value, the whole of it first. */
function placesOf(value: unknown, at: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...at, key]))];
}

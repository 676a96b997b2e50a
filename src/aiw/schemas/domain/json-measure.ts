import { isStorableText } from '../../../platform/http/validation/identifier.js';
import type { FieldFault } from '../../../platform/http/problems/problem.error.js';
import { pointerPart } from './keywords.js';
import { SCHEMA_LIMITS } from './schema-limits.js';

/** Why a JSON value is too large or cannot be kept; nothing else may look at it before this has. */
export function measureFaults(value: unknown): FieldFault[] {
  const deep = deepest(value);
  if (deep !== undefined) return [fault(deep, 'too-deep', `lies deeper than ${SCHEMA_LIMITS.maxDepth} levels`)];
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > SCHEMA_LIMITS.maxBytes) {
    return [fault('', 'too-large', `is larger than ${SCHEMA_LIMITS.maxBytes} bytes as JSON`)];
  }
  return unstorable(value, '');
}

/** The first place beyond the deepest that is taken. */
function deepest(value: unknown, pointer = '', depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === SCHEMA_LIMITS.maxDepth) return pointer;
  for (const [name, part] of Object.entries(value)) {
    const found = deepest(part, pointer + pointerPart(name), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unstorable(value: unknown, pointer: string): FieldFault[] {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return [fault(pointer, 'not-finite', 'is no finite number')];
  }
  if (typeof value === 'string' && !isStorableText(value)) {
    return [fault(pointer, 'storable', 'must not contain NUL or lone surrogates')];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const own = isStorableText(name)
      ? []
      : [fault(pointer, 'storable', 'names must not contain NUL or lone surrogates')];
    return [...own, ...unstorable(part, pointer + pointerPart(name))];
  });
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}

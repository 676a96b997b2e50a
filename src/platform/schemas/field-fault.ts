import type { ErrorObject } from 'ajv/dist/2020.js';
import type { FieldFault } from '../http/problems/problem.error.js';

/** A fault that Ajv has found, as problem documents tell it. */
export function fieldFault({ instancePath, keyword, params, message }: ErrorObject): FieldFault {
  const { additionalProperty, missingProperty } = params as Record<string, string | undefined>;
  if (additionalProperty !== undefined) {
    const pointer = `${instancePath}/${escaped(additionalProperty)}`;
    return { pointer, code: 'unknown-field', message: `${additionalProperty} is not a known field` };
  }
  const pointer = missingProperty === undefined ? instancePath : `${instancePath}/${escaped(missingProperty)}`;
  return { pointer, code: keyword, message: message ?? 'does not fit the schema' };
}

function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

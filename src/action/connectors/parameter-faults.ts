import type { FieldFault } from '../../platform/http/problems/problem.error.js';

/** What keeps values from being set: there are none, or one is neither a finite number, a text nor a truth value. */
export function parameterFaults(params: Readonly<Record<string, unknown>>): FieldFault[] {
  const entries = Object.entries(params);
  if (entries.length === 0) {
    return [{ pointer: '/params', code: 'minProperties', message: 'must name at least one value to set' }];
  }
  return entries.filter(([, value]) => !isSettable(value)).map(([name]) => notSettable(name));
}

function isSettable(value: unknown): boolean {
  return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' || typeof value === 'boolean';
}

function notSettable(name: string): FieldFault {
  const pointer = `/params/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return { pointer, code: 'type', message: 'must be a number, a text or a truth value' };
}

import type { FieldFault } from '../../../platform/http/problems/problem.error.js';
import { isObject, KEYWORDS, pointerPart } from './keywords.js';
import { DIALECT, FORMATS } from './meta-schema.js';
import { patternFault } from './patterns/pattern-fault.js';
import { SCHEMA_LIMITS } from './schema-limits.js';
import type { SchemaNode } from './schema-node.js';

/** What the meta-schema lets pass in a schema at its place, and this server does not. */
export function nodeFaults(node: SchemaNode): FieldFault[] {
  return [...keywordFaults(node), ...identityFaults(node), ...patternFaults(node), ...formatFaults(node)];
}

/** A misspelt keyword would demand nothing, silently. */
function keywordFaults(node: SchemaNode): FieldFault[] {
  if (!isObject(node.schema)) return [];
  const unknown = Object.keys(node.schema).filter((keyword) => !KEYWORDS.has(keyword) && !keyword.startsWith('x-'));
  return unknown.map((keyword) =>
    at(node, keyword, 'unknown-keyword', `${keyword} is no keyword; those of your own begin with x-`),
  );
}

/** A schema stands for itself: it belongs to no other dialect, and refers to nothing outside. */
function identityFaults(node: SchemaNode): FieldFault[] {
  const dialect = node.get('$schema') ?? DIALECT;
  const references = ['$ref', '$dynamicRef'].flatMap((keyword) => {
    const reference = node.get(keyword);
    if (typeof reference !== 'string' || node.document.find(reference)) return [];
    const message = reference.startsWith('#')
      ? 'leads to no schema'
      : 'must lead to a place in the schema itself, by #';
    return [at(node, keyword, 'reference', message)];
  });
  return [
    ...(dialect === DIALECT || dialect === `${DIALECT}#` ? [] : [at(node, '$schema', 'dialect', `must be ${DIALECT}`)]),
    ...(node.get('$id') !== undefined && node.pointer !== ''
      ? [at(node, '$id', 'embedded-schema', 'belongs to the outermost schema only')]
      : []),
    ...references,
  ];
}

function patternFaults(node: SchemaNode): FieldFault[] {
  const own = node.get('pattern');
  const patterns: [string, string][] = [
    ...(typeof own === 'string' ? [[own, 'pattern'] as [string, string]] : []),
    ...Object.keys(node.object('patternProperties')).map((pattern): [string, string] => [pattern, 'patternProperties']),
  ];
  return patterns.flatMap(([pattern, keyword]) => {
    const long = pattern.length > SCHEMA_LIMITS.maxPatternLength;
    const fault = long ? `is longer than ${SCHEMA_LIMITS.maxPatternLength} characters` : patternFault(pattern);
    const pointer = keyword === 'pattern' ? keyword : `${keyword}${pointerPart(pattern)}`;
    return fault === undefined ? [] : [at(node, pointer, 'pattern', fault)];
  });
}

function formatFaults(node: SchemaNode): FieldFault[] {
  const format = node.get('format');
  if (typeof format !== 'string' || FORMATS.has(format)) return [];
  return [at(node, 'format', 'format', `${format} is no format that is known here`)];
}

function at(node: SchemaNode, path: string, code: string, message: string): FieldFault {
  return { pointer: `${node.pointer}/${path}`, code, message };
}

import type { FieldFault } from '../../../platform/http/problems/problem.error.js';
import { IN_PLACE } from './keywords.js';
import type { SchemaDocument } from './schema-document.js';
import type { SchemaNode } from './schema-node.js';

/** Schemas that lead back to themselves without going into the value: no validator comes to an end with them. */
export function circleFaults(document: SchemaDocument): FieldFault[] {
  const done = new Set<string>();
  const onTheWay = new Set<string>();
  const faults: FieldFault[] = [];
  const visit = (node: SchemaNode): void => {
    if (done.has(node.pointer)) return;
    if (onTheWay.has(node.pointer)) {
      faults.push({ pointer: node.pointer, code: 'circle', message: 'leads back to itself for the same value' });
      return;
    }
    onTheWay.add(node.pointer);
    for (const next of inPlace(node)) visit(next);
    onTheWay.delete(node.pointer);
    done.add(node.pointer);
  };
  for (const node of document.nodes.values()) visit(node);
  return faults;
}

function inPlace(node: SchemaNode): SchemaNode[] {
  const { referred } = node;
  const children = node.children().filter(({ keyword }) => IN_PLACE.has(keyword));
  return [...(referred ? [referred] : []), ...children.map((child) => child.node)];
}

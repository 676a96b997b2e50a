import type { FieldFault } from '../../../platform/http/problems/problem.error.js';
import { circleFaults } from './circle-faults.js';
import { measureFaults } from './json-measure.js';
import type { JsonObject } from './keywords.js';
import { metaSchemaFaults } from './meta-schema.js';
import { nodeFaults } from './node-faults.js';
import { anchorsOf, SchemaDocument } from './schema-document.js';

/**
 * Why a schema cannot be registered: too large, no JSON Schema 2020-12, not self-contained, or a danger to those who use
 * it. Nothing of the schema is run to find out. Pointers lead into the schema.
 */
export function schemaFaults(schema: JsonObject): FieldFault[] {
  for (const look of [measureFaults, metaSchemaFaults]) {
    const faults = look(schema);
    if (faults.length > 0) return faults;
  }
  const document = new SchemaDocument(schema);
  const faults = [...document.nodes.values()].flatMap((node) => nodeFaults(node));
  const all = [...faults, ...anchorFaults(document)];
  return all.length > 0 ? all : circleFaults(document);
}

function anchorFaults(document: SchemaDocument): FieldFault[] {
  const known = new Set<string>();
  return [...document.nodes.values()].flatMap((node) =>
    anchorsOf(node).flatMap((anchor) => {
      const twice = known.has(anchor);
      known.add(anchor);
      return twice ? [{ pointer: node.pointer, code: 'anchor', message: `the anchor ${anchor} is given twice` }] : [];
    }),
  );
}

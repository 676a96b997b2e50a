import type { SchemaNode } from '../schema-node.js';
import { containsRule, itemCountRule, itemsRule, uniqueRule } from './array-rules.js';
import { unproved, type Break } from './break.js';
import { casesOf, conjunction } from './cases.js';
import { anyOfRule, entireRule, ifRule, notRule, oneOfRule } from './choice-rules.js';
import { dependentRequiredRule, dependentSchemasRule } from './dependency-rules.js';
import { Effort } from './effort.js';
import { Facts } from './facts.js';
import { maximumRule, minimumRule, multipleRule } from './number-rules.js';
import { namesRule, otherPropertiesRule, propertiesRule, propertyCountRule, requiredRule } from './object-rules.js';
import type { Comparison, Rule } from './rule.js';
import { Sameness } from './sameness.js';
import { formatRule, lengthRule, patternRule } from './text-rules.js';
import { typeRule, valuesRule } from './value-rules.js';

const RULES: readonly Rule[] = [
  typeRule,
  valuesRule,
  minimumRule,
  maximumRule,
  multipleRule,
  lengthRule,
  patternRule,
  formatRule,
  itemCountRule,
  itemsRule,
  uniqueRule,
  containsRule,
  requiredRule,
  propertyCountRule,
  propertiesRule,
  otherPropertiesRule,
  namesRule,
  dependentRequiredRule,
  dependentSchemasRule,
  anyOfRule,
  oneOfRule,
  notRule,
  ifRule,
  entireRule,
];

/**
 * Shows that every value of an older schema fits a newer one, or says where it could not. The values are told apart by
 * the branches of the older schema's choices; for each case, every demand of the newer one must follow from what is known.
 */
export class SchemaComparison implements Comparison {
  private readonly effort = new Effort();
  private readonly sameness = new Sameness(this.effort);
  /** What is being shown: a schema that contains itself may rest on itself, since values are finite. */
  private readonly assumed = new Set<string>();
  private readonly numbers = new WeakMap<object, number>();
  private numbered = 0;

  breaks(older: readonly SchemaNode[], newer: SchemaNode): Break[] {
    if (newer.schema === true) return [];
    if (!this.effort.spend()) return [unproved(newer.pointer, 'the schemas are too intricate')];
    return casesOf(older, this.effort).flatMap((parts) => {
      const key = [...parts.map((part) => this.numberOf(part)).sort((a, b) => a - b), '', this.numberOf(newer)].join();
      if (this.assumed.has(key)) return [];
      this.assumed.add(key);
      const breaks = conjunction(newer).flatMap((demand) => this.demand(parts, demand));
      this.assumed.delete(key);
      return breaks;
    });
  }

  same(keyword: string, a: SchemaNode, b: SchemaNode): boolean {
    return this.sameness.under(keyword, a, b);
  }

  disjoint(nodes: readonly SchemaNode[]): boolean {
    return this.effort.spend() && casesOf(nodes, this.effort).length === 0;
  }

  private demand(parts: readonly SchemaNode[], node: SchemaNode): Break[] {
    if (parts.some((part) => this.sameness.of(part, node))) return [];
    if (node.schema === false) {
      return [{ pointer: node.pointer, rule: 'forbidden', message: 'values fitted before, and none does now' }];
    }
    const facts = new Facts(parts);
    return RULES.flatMap((rule) => rule(facts, node, this));
  }

  /** Tells schemas apart by what they are, not by what they say. */
  private numberOf({ schema }: SchemaNode): number {
    if (typeof schema === 'boolean') return schema ? -1 : -2;
    const known = this.numbers.get(schema);
    if (known !== undefined) return known;
    this.numbers.set(schema, ++this.numbered);
    return this.numbered;
  }
}

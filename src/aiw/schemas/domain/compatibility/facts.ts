import { isDeepStrictEqual } from 'node:util';
import type { SchemaNode } from '../schema-node.js';
import { admittedTypes, isNumeric, typeOfValue, VALUE_TYPES, type ValueType } from './value-types.js';

/** An end of a range of numbers. */
export interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

type CountKeyword = `${'min' | 'max'}${'Length' | 'Items' | 'Properties'}`;

/**
 * What is known of every value that fits several schemas at once. Each fact holds of all these values; there may be more
 * to know, so a fact that is missing is never taken for its opposite.
 */
export class Facts {
  /** The types that a value may have; none when nothing fits. */
  readonly types: ReadonlySet<ValueType>;
  /** The values, when they are few enough to list. */
  readonly values: readonly unknown[] | undefined;

  constructor(readonly parts: readonly SchemaNode[]) {
    const listed = this.listed();
    this.types = this.possibleTypes(listed);
    this.values = this.possibleValues(listed);
  }

  private possibleTypes(values: readonly unknown[] | undefined): ReadonlySet<ValueType> {
    let types: ValueType[] = [...VALUE_TYPES];
    for (const part of this.parts) {
      const type = part.get('type');
      if (part.schema === false) types = [];
      if (type !== undefined) types = types.filter((one) => admittedTypes(type).has(one));
    }
    const listed = values?.map(typeOfValue);
    return new Set(listed ? types.filter((type) => listed.includes(type)) : types);
  }

  private possibleValues(listed: readonly unknown[] | undefined): readonly unknown[] | undefined {
    const { types } = this;
    if (listed) return listed.filter((value) => types.has(typeOfValue(value)));
    if ([...types].some((type) => type !== 'null' && type !== 'boolean')) return undefined;
    return [...(types.has('null') ? [null] : []), ...(types.has('boolean') ? [true, false] : [])];
  }

  /** The values that every `const` and `enum` names. */
  private listed(): readonly unknown[] | undefined {
    const lists = this.parts.flatMap((part) => [
      ...(part.get('const') === undefined ? [] : [[part.get('const')]]),
      ...(Array.isArray(part.get('enum')) ? [part.get('enum') as unknown[]] : []),
    ]);
    const [first, ...others] = lists;
    return first?.filter((value) => others.every((list) => list.some((one) => isDeepStrictEqual(one, value))));
  }

  /** Whether one of the schemas says exactly this under the keyword. */
  says(keyword: string, value: unknown): boolean {
    return this.parts.some((part) => isDeepStrictEqual(part.get(keyword), value));
  }

  get lower(): Bound | undefined {
    return tightest([...this.limits('minimum'), ...this.listedBounds(Math.min)], (a, b) => a > b);
  }

  get upper(): Bound | undefined {
    return tightest([...this.limits('maximum'), ...this.listedBounds(Math.max)], (a, b) => a < b);
  }

  /** The least or greatest length or number of members that a value may have; of strings, arrays or objects. */
  count(keyword: CountKeyword): number {
    const least = keyword.startsWith('min');
    const lengths = keyword.endsWith('Length') ? this.listedLengths : [];
    const known = [
      ...this.parts.flatMap((part) => part.number(keyword) ?? []),
      ...(lengths.length > 0 ? [least ? Math.min(...lengths) : Math.max(...lengths)] : []),
      ...(keyword === 'minProperties' ? [this.required.size] : []),
    ];
    return least ? Math.max(0, ...known) : Math.min(Infinity, ...known);
  }

  /** Names that every object has. */
  get required(): ReadonlySet<string> {
    return new Set(this.parts.flatMap((part) => part.strings('required')));
  }

  private limits(end: 'minimum' | 'maximum'): Bound[] {
    const exclusively = end === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
    return this.parts.flatMap((part) => [
      ...bounds(part.number(end), false),
      ...bounds(part.number(exclusively), true),
    ]);
  }

  private listedBounds(end: (...numbers: number[]) => number): Bound[] {
    const numbers = this.values?.filter((value) => typeof value === 'number') ?? [];
    return numbers.length > 0 ? bounds(end(...numbers), false) : [];
  }

  private get listedLengths(): number[] {
    const texts = this.values?.filter((value) => typeof value === 'string') ?? [];
    return texts.map((text) => Array.from(text).length);
  }

  get numeric(): boolean {
    return [...this.types].some(isNumeric);
  }
}

function bounds(value: number | undefined, exclusive: boolean): Bound[] {
  return value === undefined ? [] : [{ value, exclusive }];
}

function tightest(list: readonly Bound[], tighter: (a: number, b: number) => boolean): Bound | undefined {
  return list.reduce<Bound | undefined>((best, bound) => {
    if (best === undefined || tighter(bound.value, best.value)) return bound;
    return bound.value === best.value && bound.exclusive ? bound : best;
  }, undefined);
}

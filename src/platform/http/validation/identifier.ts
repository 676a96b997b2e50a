import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, ValidateBy } from 'class-validator';
import { ProblemError } from '../problems/problem.error.js';

/** What a twin id and an asset id look like. */
export const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/;

/** Validates a twin or asset id in a DTO. */
export function IsIdentifier(): PropertyDecorator {
  return applyDecorators(
    IsString(),
    Matches(IDENTIFIER, { message: '$property must be a letter or digit, then up to 127 of A-Z a-z 0-9 _ . : -' }),
  );
}

/** PostgreSQL's text holds no NUL, and JSON text no lone surrogate: neither can be stored. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Validates text in a DTO that is to be stored. */
export function IsStorableText(): PropertyDecorator {
  return ValidateBy({
    name: 'text',
    validator: {
      validate: (value) => typeof value === 'string' && isStorableText(value),
      defaultMessage: () => '$property must be text without NUL and lone surrogates',
    },
  });
}

/** @throws ProblemError 404 when a path parameter cannot be an id of this kind, since then there is none of that name */
export function requireIdentifier(kind: string, id: string): string {
  if (!IDENTIFIER.test(id)) throw new ProblemError('not-found', `There is no ${kind} of that name.`);
  return id;
}

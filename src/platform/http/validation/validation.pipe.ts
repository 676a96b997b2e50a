import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { ProblemError, type FieldFault } from '../problems/problem.error.js';

/** Validates DTOs: unknown fields are faults, and all faults are told at once, each with its pointer. */
export function validationPipe(): ValidationPipe {
  return new StrictPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => refused(errors.flatMap((error) => faults(error, ''))),
  });
}

/**
 * class-validator looks its rules up in plain objects, and so takes a field with the name of something that every object
 * has (`constructor`) for a known one. No DTO has such a field.
 */
class StrictPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (this.toValidate(metadata)) {
      const inherited = inheritedNames(value, '');
      if (inherited.length > 0) throw refused(inherited);
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

function inheritedNames(value: unknown, pointer: string): FieldFault[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = `${pointer}/${escaped(name)}`;
    return name in Object.prototype ? [unknownField(name, place)] : inheritedNames(inner, place);
  });
}

function refused(errors: readonly FieldFault[]): ProblemError {
  return new ProblemError('validation-failed', 'The request does not fit its schema; see errors.', { errors });
}

function faults(error: ValidationError, parent: string): FieldFault[] {
  const pointer = `${parent}/${escaped(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) =>
    constraint === 'whitelistValidation'
      ? unknownField(error.property, pointer)
      : { pointer, code: constraint, message },
  );
  return [...own, ...(error.children ?? []).flatMap((child) => faults(child, pointer))];
}

function unknownField(name: string, pointer: string): FieldFault {
  return { pointer, code: 'unknown-field', message: `${name} is not a known field` };
}

/** A name as a part of a JSON pointer (RFC 6901). */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

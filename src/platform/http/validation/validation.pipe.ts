import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { ProblemError, type FieldFault } from '../problems/problem.error.js';

/** Validates DTOs: unknown fields are faults, and all faults are told at once, each with its pointer. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new ProblemError('validation-failed', 'The request does not fit its schema; see errors.', {
        errors: errors.flatMap((error) => faults(error, '')),
      }),
  });
}

function faults(error: ValidationError, parent: string): FieldFault[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    pointer,
    code: constraint === 'whitelistValidation' ? 'unknown-field' : constraint,
    message: constraint === 'whitelistValidation' ? `${error.property} is not a known field` : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faults(child, pointer))];
}

import { ValidateBy } from 'class-validator';
import { isStorableText } from '../../platform/http/validation/identifier.js';

/** Validates that a text can be stored: no NUL, no lone surrogate. */
export function IsStorable(): PropertyDecorator {
  return ValidateBy({
    name: 'storable',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isStorableText(value),
      defaultMessage: () => '$property must not contain NUL or lone surrogates',
    },
  });
}

import { ValidateBy } from 'class-validator';

/** The value is an object whose every value is a finite number. */
export function AreFixedParameters(): PropertyDecorator {
  return ValidateBy({
    name: 'areFixedParameters',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every((entry) => Number.isFinite(entry)),
      defaultMessage: () => '$property must be an object of finite numbers',
    },
  });
}

import { ValidateIf } from 'class-validator';

/** The field may be left out. Unlike with IsOptional of class-validator it may not be null, which then is a fault. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

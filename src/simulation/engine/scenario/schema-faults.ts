import type { ErrorObject } from 'ajv';
import { jsonPointer } from './json-pointer.js';
import type { ScenarioFault } from './scenario-fault.js';

/** The faults that a compiled schema found, one for each cause: Ajv also reports every branch that did not fit. */
export function schemaFaults(errors: readonly ErrorObject[]): ScenarioFault[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  return errors
    .filter(
      (error) => error.keyword !== 'if' && !isDetailOfName(error) && !choices.some((choice) => isBranch(error, choice)),
    )
    .map(toFault);
}

function isDetailOfName(error: ErrorObject): boolean {
  return error.propertyName !== undefined && error.keyword !== 'propertyNames';
}

function isBranch(error: ErrorObject, choice: ErrorObject): boolean {
  return error.instancePath === choice.instancePath && error.schemaPath.startsWith(choice.schemaPath + '/');
}

function toFault({ keyword, instancePath, params, message }: ErrorObject): ScenarioFault {
  const details = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'additionalProperties': {
      const field = String(details.additionalProperty);
      return {
        pointer: instancePath + jsonPointer(field),
        code: 'unknown-field',
        message: `There is no field "${field}"`,
      };
    }
    case 'required': {
      const field = String(details.missingProperty);
      return { pointer: instancePath + jsonPointer(field), code: 'required', message: `"${field}" is missing` };
    }
    case 'propertyNames': {
      const name = String(details.propertyName);
      return { pointer: instancePath + jsonPointer(name), code: 'invalid-name', message: `"${name}" is not a name` };
    }
    case 'anyOf':
      return {
        pointer: instancePath,
        code: 'parameter',
        message: 'must be a number, a distribution with "dist", or telemetry with "from"',
      };
    case 'enum':
      return {
        pointer: instancePath,
        code: 'enum',
        message: `must be one of ${JSON.stringify(details.allowedValues)}`,
      };
    case 'const':
      return { pointer: instancePath, code: 'const', message: `must be ${JSON.stringify(details.allowedValue)}` };
    default:
      return { pointer: instancePath, code: kebab(keyword), message: message ?? `does not satisfy ${keyword}` };
  }
}

function kebab(keyword: string): string {
  return keyword.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
}

import { Injectable } from '@nestjs/common';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { isStorableText } from '../../platform/http/validation/identifier.js';
import { readSchema } from '../../platform/schemas/schema-files.js';
import { compileScenarioValidator, type ScenarioDocument } from '../engine/index.js';

/** Checks scenario documents against sim.v1 and for what a schema cannot say. */
@Injectable()
export class ScenarioValidator {
  private readonly faults = compileScenarioValidator(readSchema('sim.v1'));

  /** The document, known to be valid. @throws ProblemError 422 with all of its faults */
  require(document: unknown): ScenarioDocument {
    if (!isStorableText(JSON.stringify(document))) {
      throw new ProblemError('validation-failed', 'The scenario holds text that cannot be stored.');
    }
    const errors = this.faults(document);
    if (errors.length > 0)
      throw new ProblemError('validation-failed', 'The scenario is not valid; see errors.', { errors });
    return document as ScenarioDocument;
  }
}

import { Injectable } from '@nestjs/common';
import { Authorizer } from '../../../platform/http/access/authorizer.js';
import type { Principal } from '../../../platform/http/access/principal.js';
import { ProblemError } from '../../../platform/http/problems/problem.error.js';
import { EvaluateAccess } from './evaluate-access.js';
import type { AccessDecisionDto, PartialEvaluationDto, ResourceDto, SubjectDto } from './evaluation.dto.js';

const MEMBERS = ['subject', 'action', 'resource'] as const;

/** Reads questions as they are asked over the wire, and answers them. */
@Injectable()
export class AccessQuestions {
  constructor(
    private readonly evaluate: EvaluateAccess,
    private readonly authorizer: Authorizer,
  ) {}

  /**
   * @param pointer where the question stands in the request
   * @throws ProblemError 422 when a member is missing, 403 for who asks about somebody else without being an admin
   */
  answer(principal: Principal, question: PartialEvaluationDto, pointer: string): AccessDecisionDto {
    const { subject, action, resource } = question;
    if (!subject || !action || !resource) {
      const errors = MEMBERS.filter((member) => !question[member]).map((member) => ({
        pointer: `${pointer}/${member}`,
        code: 'required',
        message: `${member} is missing`,
      }));
      throw new ProblemError('validation-failed', 'A question needs a subject, an action and a resource.', { errors });
    }
    const twinId = twinOf(resource);
    if (resource.type !== 'tenant' && twinId === undefined) {
      throw refused(`${pointer}/resource/properties/twin_id`, 'is needed for anything but a twin or the tenant');
    }
    const { decision, reason } = this.evaluate.answer(this.asked(principal, subject, pointer), {
      action: action.name,
      twinId,
    });
    return { decision, ...(reason && { context: { reason } }) };
  }

  /** Whom the question is about. */
  private asked(principal: Principal, { id, properties = {} }: SubjectDto, pointer: string): Principal {
    if (id === principal.subject) return principal;
    if (!this.authorizer.permits(principal, 'administer')) {
      throw new ProblemError('forbidden', `You may ask about yourself (${principal.subject}) only.`);
    }
    const { roles, twins } = properties;
    if (!isTexts(roles)) throw refused(`${pointer}/subject/properties/roles`, 'must be the list of their roles');
    if (twins !== undefined && !isTexts(twins)) {
      throw refused(`${pointer}/subject/properties/twins`, 'must be a list of patterns of twins');
    }
    return { subject: id, tenant: principal.tenant, roles, twins };
  }
}

function twinOf({ type, id, properties }: ResourceDto): string | undefined {
  if (type === 'twin') return id;
  const twin = properties?.twin_id;
  return typeof twin === 'string' ? twin : undefined;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function refused(pointer: string, message: string): ProblemError {
  return new ProblemError('validation-failed', 'The question cannot be answered.', {
    errors: [{ pointer, code: 'invalid', message }],
  });
}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../../../platform/http/access/current-principal.decorator.js';
import { Authenticated } from '../../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../../platform/http/access/principal.js';
import { AccessQuestions } from './access-questions.js';
import {
  AccessDecisionDto,
  AccessDecisionsDto,
  EvaluationDto,
  EvaluationsDto,
  type Semantic,
} from './evaluation.dto.js';

const SUBJECT = { type: 'user', id: 'admin' };
const RESOURCE = { type: 'twin', id: 'factory_line_3' };

/** The OpenID AuthZEN Authorization API 1.0: ask before trying. */
@ApiTags('Identity')
@ApiBearerAuth()
@Controller('access/v1')
export class EvaluationController {
  constructor(private readonly questions: AccessQuestions) {}

  @Post('evaluation')
  @HttpCode(200)
  @Authenticated()
  @ApiOperation({
    summary: 'Whether the caller may do this to that (OpenID AuthZEN 1.0)',
    description:
      'The answer is that of the guards of the routes. Actions are permissions; a resource is a `twin`, the `tenant`, or ' +
      'anything whose `properties.twin_id` says which twin it belongs to.',
  })
  @ApiBody({
    type: EvaluationDto,
    examples: { propose: { value: { subject: SUBJECT, action: { name: 'propose' }, resource: RESOURCE } } },
  })
  @ApiOkResponse({ type: AccessDecisionDto })
  evaluate(@CurrentPrincipal() principal: Principal, @Body() question: EvaluationDto): AccessDecisionDto {
    return this.questions.answer(principal, question, '');
  }

  @Post('evaluations')
  @HttpCode(200)
  @Authenticated()
  @ApiOperation({ summary: 'Several such questions at once' })
  @ApiBody({
    type: EvaluationsDto,
    examples: {
      several: {
        value: {
          subject: SUBJECT,
          resource: RESOURCE,
          evaluations: [{ action: { name: 'read' } }, { action: { name: 'execute' } }],
        },
      },
    },
  })
  @ApiOkResponse({ type: AccessDecisionsDto })
  evaluateAll(@CurrentPrincipal() principal: Principal, @Body() body: EvaluationsDto): AccessDecisionsDto {
    const { evaluations, options, ...defaults } = body;
    const answers: AccessDecisionDto[] = [];
    for (const [i, own] of evaluations.entries()) {
      const present = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
      const answer = this.questions.answer(principal, { ...defaults, ...present }, `/evaluations/${i}`);
      answers.push(answer);
      if (settles(options.evaluations_semantic, answer.decision)) break;
    }
    return { evaluations: answers };
  }
}

function settles(semantic: Semantic, decision: boolean): boolean {
  return (semantic === 'deny_on_first_deny' && !decision) || (semantic === 'permit_on_first_permit' && decision);
}

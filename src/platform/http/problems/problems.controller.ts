import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/permission.decorator.js';
import { PROBLEMS } from './catalogue.js';
import { notFound } from './problem.error.js';

/** Lets the `type` of every problem document explain itself. */
@ApiTags('System')
@Controller('problems')
export class ProblemsController {
  @Get()
  @Public()
  @ApiOperation({ summary: 'Every problem that the API answers with' })
  list(): { items: object[] } {
    return { items: Object.entries(PROBLEMS).map(([code, kind]) => ({ type: `/problems/${code}`, ...kind })) };
  }

  @Get(':code')
  @Public()
  @ApiOperation({ summary: 'What one problem means' })
  get(@Param('code') code: string): object {
    const kind = Object.entries(PROBLEMS).find(([name]) => name === code)?.[1];
    if (!kind) throw notFound('problem', code);
    return { type: `/problems/${code}`, ...kind };
  }
}

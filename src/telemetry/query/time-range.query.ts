import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { PageQuery } from '../../platform/http/paging/page.query.js';

/** An instant with a zone; anything else would mean another time on every server. */
const ZONED = /(?:[zZ]|[+-]\d\d:\d\d)$/;

/** An RFC 3339 time with a zone, as a query parameter. */
export function IsInstant(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ format: 'date-time', description: `${description}; RFC 3339 with a zone` }),
    IsOptional(),
    IsISO8601({ strict: true, strictSeparator: true }),
    Matches(ZONED, { message: '$property must have a zone, such as Z' }),
  );
}

/** Times that a query is limited to. */
export interface TimeRangeQuery {
  start?: string;
  end?: string;
}

export abstract class PagedTimeRangeQuery extends PageQuery implements TimeRangeQuery {
  @IsInstant('Oldest instant, inclusive')
  start?: string;

  @IsInstant('Newest instant, inclusive')
  end?: string;
}

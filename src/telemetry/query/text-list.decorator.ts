import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Length } from 'class-validator';

/** Names that one parameter may hold. */
export const NAMES_LIMIT = 1000;

/** A query parameter that may be repeated, and may hold several names with commas between them. */
export function TextList(example: string, description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, example, description: `${description}; repeatable, or with commas` }),
    Transform(({ value }: { value: unknown }) => split(value)),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(NAMES_LIMIT),
    IsString({ each: true }),
    Length(1, 128, { each: true }),
  );
}

function split(value: unknown): unknown {
  if (value === undefined) return undefined;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const names = values.flatMap((one) => (typeof one === 'string' ? one.split(',') : [one]));
  return [...new Set(names)];
}

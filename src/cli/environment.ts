import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';

/** The process's environment, with what a `.env` file in the working directory adds to it. */
export function environment(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) loadEnvFile('.env');
  return process.env;
}

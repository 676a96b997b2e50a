import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What OpsTwin makes up when it is not configured, kept in the data directory for the next start. */
export interface GeneratedSecrets {
  readonly databasePassword: string;
  readonly jwtSecret: string;
}

/** Reads the secrets of a data directory, making the directory and them at first use (readable by their owner only). */
export async function generatedSecrets(directory: string): Promise<GeneratedSecrets> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, 'secrets.json');
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return JSON.parse(kept) as GeneratedSecrets;
  const secrets: GeneratedSecrets = {
    databasePassword: randomBytes(24).toString('base64url'),
    jwtSecret: randomBytes(48).toString('base64url'),
  };
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(secrets), { mode: 0o600 });
  await rename(draft, file);
  return secrets;
}

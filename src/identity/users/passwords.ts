import { hash, verify } from '@node-rs/argon2';

/** Argon2id with 19 MiB, 2 passes and 1 lane: the first choice of the OWASP password storage cheat sheet. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** Hash of no password, so that an unknown user takes as long to refuse as a known one. */
const NOBODY = hashPassword('nobody has this password');

/** Whether the password is the hash's; without a hash it takes as long and is always false. */
export async function passwordMatches(password: string, kept: string | undefined): Promise<boolean> {
  const matches = await verify(kept ?? (await NOBODY), password);
  return matches && kept !== undefined;
}

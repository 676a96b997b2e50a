import { hash, verify } from '@node-rs/argon2';

/** Argon2id with 19 MiB, 2 passes and 1 lane: the first choice of the OWASP password storage cheat sheet. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** How a hash of these parameters begins (the PHC string format). */
const PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** Hash of no password, so that an unknown user takes as long to refuse as a known one. */
const NOBODY = hashPassword('nobody has this password');

/**
 * Whether the password is the hash's; without a hash it takes as long and is always false.
 * @param check how a password is compared with a hash
 */
export async function passwordMatches(password: string, kept: string | undefined, check = verify): Promise<boolean> {
  const matches = await check(kept ?? (await NOBODY), password);
  return matches && kept !== undefined;
}

/** Whether the hash was made with other parameters than new ones are. */
export function needsRehash(kept: string): boolean {
  return !kept.startsWith(PREFIX);
}

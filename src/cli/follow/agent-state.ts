import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isData, type EventData } from '../watch/event-fields.js';
import { UserError } from '../terminal/user-error.js';
import { World } from './world.js';

const FORMAT = 'opstwin-follow-1';

/** Where an agent stands: the last event that it took, the hash there when it can prove it, and what it knows. */
export interface AgentState {
  readonly cursor: string;
  readonly hash: string | undefined;
  readonly world: World;
}

/**
 * Reads the state that an earlier run left; undefined when there is none.
 * @throws UserError when the file holds something else
 */
export function readState(path: string): AgentState | undefined {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(`The state in ${path} cannot be read: ${(error as Error).message}.`);
  }
  const state = parse(content);
  if (!state) throw new UserError(`${path} does not hold the state of an agent; remove it or name another file.`);
  return state;
}

/**
 * Replaces the file as a whole, so that a reader, or this agent after a crash, finds the old state or the new one.
 * It is written synchronously, so that two writes cannot overtake each other.
 */
export function writeState(path: string, { cursor, hash, world }: AgentState): void {
  const fresh = `${path}.${randomUUID()}.tmp`;
  const document = { format: FORMAT, cursor, hash: hash ?? null, world: world.document() };
  try {
    writeFileSync(fresh, `${JSON.stringify(document, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw new UserError(`The state cannot be kept in ${path}: ${(error as Error).message}.`);
  }
}

function parse(content: string): AgentState | undefined {
  const document = object(content);
  if (document?.format !== FORMAT) return undefined;
  const { cursor, hash, world } = document;
  if (typeof cursor !== 'string' || !isData(world)) return undefined;
  return { cursor, hash: typeof hash === 'string' ? hash : undefined, world: World.ofDocument(world) };
}

function object(content: string): EventData | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return isData(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

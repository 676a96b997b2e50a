import { jest } from '@jest/globals';

/** Every suite starts a real server and a real PostgreSQL; a slow machine needs the room. */
jest.setTimeout(120_000);

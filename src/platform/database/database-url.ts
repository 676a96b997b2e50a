/** Injection token of the connection string, for parts that hold connections of their own (LISTEN, locks, the queue). */
export const DATABASE_URL = Symbol('DatabaseUrl');

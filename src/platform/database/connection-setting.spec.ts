import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { withSetting } from './connection-setting.js';

describe('withSetting', () => {
  it.each([
    ['postgres://user@host/db', '-c role=app'],
    ['postgres://user:p%40ss@host:5433/db?sslmode=require', '-c role=app'],
    ['postgres://user@/db?host=/var/run', '-c role=app'],
    ['postgres://user@host/db?options=-c%20search_path%3Da', '-c search_path=a -c role=app'],
  ])('adds to %s', (url, options) => {
    const plain = new pg.Client({ connectionString: url });
    const client = new pg.Client({ connectionString: withSetting(url, 'role', 'app') });
    const { options: sent } = (client as unknown as { connectionParameters: { options: string } }).connectionParameters;
    expect(sent).toBe(options);
    expect([client.host, client.port, client.database, client.user, client.password, client.ssl]).toEqual([
      plain.host,
      plain.port,
      plain.database,
      plain.user,
      plain.password,
      plain.ssl,
    ]);
  });
});

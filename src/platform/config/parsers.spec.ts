import { describe, expect, it } from '@jest/globals';
import { networks, origins } from './parsers.js';

describe('origins', () => {
  it('takes origins as browsers send them', () => {
    expect(origins('https://a.example, http://localhost:5173')).toEqual(['https://a.example', 'http://localhost:5173']);
  });

  it.each([
    '*',
    'https://*.example',
    'https://a.example/',
    'https://a.example:443',
    'a.example',
    'null',
    'file:///x',
    '',
  ])('refuses %j', (value) => {
    expect(origins(value)).toBeUndefined();
  });
});

describe('networks', () => {
  it('takes addresses and networks', () => {
    expect(networks('10.0.0.7, 192.168.0.0/16,fd00::/8')).toEqual(['10.0.0.7', '192.168.0.0/16', 'fd00::/8']);
  });

  it.each(['proxy.example', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/', 'true', ''])(
    'refuses %j',
    (value) => {
      expect(networks(value)).toBeUndefined();
    },
  );
});

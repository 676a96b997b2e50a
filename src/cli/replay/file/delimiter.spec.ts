import { describe, expect, it } from '@jest/globals';
import { findDelimiter } from './delimiter.js';

describe('findDelimiter', () => {
  it.each([
    ['timestamp,value\n2013-12-02 21:15:00,73.9\n', ','],
    ['datetime;Volume Flow RateRMS;Current\n2020-03-09;1,5;2\n2020-03-09;1,5;2\n', ';'],
    ['a\tb\tc\n1,5\t2,5\t3\n', '\t'],
    ['a|b\r\n1|2\r\n', '|'],
    ['time,"note; a|b"\n2013,"x;y"\n2014,z\n', ','],
    ['2020-03-09 10:00:00;1,5\n', ';'],
    ['2020-03-09,1,5;x\n2020-03-09,2,5\n', ','],
    ['alone\n1\n', ','],
    ['', ','],
    ['time;value', ';'],
  ])('finds in %j %j', (head, delimiter) => {
    expect(findDelimiter(head)).toBe(delimiter);
  });

  it('takes no decimal mark for one', () => {
    expect(findDelimiter('a,b;c\n1,2;3\n')).toBe(';');
    expect(findDelimiter('a,b,c;d\n1,2,3\n', ',')).toBe(';');
  });
});

import { describe, expect, it } from '@jest/globals';
import { LineFault, type LinePoint } from './line-point.js';
import { linesOf } from './line-protocol.js';

function only(text: string): LinePoint {
  const [line, ...more] = [...linesOf(text)];
  if (!line || more.length > 0 || line.content instanceof LineFault) throw new Error(`not one point: ${text}`);
  return line.content;
}

/** Numbers of the lines that are points, and those that are not as negative ones. */
function numbers(text: string): number[] {
  return [...linesOf(text)].map(({ number, content }) => (content instanceof LineFault ? -number : number));
}

describe('linesOf', () => {
  it('reads measurement, tags, fields and timestamp', () => {
    expect(only('oven,line=3,tool=a temperature=85.2,cycles=17i 1795150800000000000')).toEqual({
      measurement: 'oven',
      tags: new Map([
        ['line', '3'],
        ['tool', 'a'],
      ]),
      fields: [
        ['temperature', 85.2],
        ['cycles', 17],
      ],
      timestamp: '1795150800000000000',
    });
    expect(only('m f=1').timestamp).toBeUndefined();
    expect(only('  m   f=1   7  ').timestamp).toBe('7');
  });

  it('knows every kind of field, and leaves texts out', () => {
    const { fields } = only('m a=1.5,b=-2i,c=3u,d=t,e=F,f=true,g=False,h="text",i=1e-3,j=.5,k=2.,l=+4');
    expect(Object.fromEntries(fields)).toEqual({
      a: 1.5,
      b: -2,
      c: 3,
      d: 1,
      e: 0,
      f: 1,
      g: 0,
      i: 0.001,
      j: 0.5,
      k: 2,
      l: 4,
    });
    for (const value of [
      'abc',
      'NaN',
      'Inf',
      '1e999',
      '1i5',
      '-1u',
      '9223372036854775808i',
      '18446744073709551616u',
      '',
      '0x1',
    ]) {
      expect([value, numbers(`m f=${value}`)]).toEqual([value, [-1]]);
    }
    expect(only('m f=-9223372036854775808i,g=18446744073709551615u').fields[0]?.[1]).toBe(-(2 ** 63));
  });

  it('takes the escapes of each part', () => {
    expect(only('my\\ oven\\,a\\=b f=1').measurement).toBe('my oven,a\\=b');
    expect([...only('m,tag\\ \\,\\=key=va\\,l\\=u\\ e f=1').tags]).toEqual([['tag ,=key', 'va,l=u e']]);
    expect(only('m field\\ \\,\\=key=1').fields).toEqual([['field ,=key', 1]]);
    expect(only('m,path=C:\\dir\\\\x f=1').tags.get('path')).toBe('C:\\dir\\\\x');
    expect(only('"m",t="a" "f"=1')).toMatchObject({ measurement: '"m"', fields: [['"f"', 1]] });
    expect(only('m a="x, y=1 \\" \\\\",b=2').fields).toEqual([['b', 2]]);
    expect(only('météo,lieu=Orléans température=21.5').fields).toEqual([['température', 21.5]]);
  });

  it('passes over comments and empty lines, and counts every line', () => {
    expect(numbers('# comment\n\nm f=1\r\n  # another\n   \nm f=2\n')).toEqual([3, 6]);
    expect(numbers('m a="one\ntwo",b=1\nm f=2')).toEqual([1, 3]);
    expect(numbers('')).toEqual([]);
    expect(numbers('\n\n')).toEqual([]);
  });

  it('goes on with the next line after one that cannot be read', () => {
    for (const bad of [
      'm',
      'm ',
      'm f',
      'm f=',
      'm =1',
      ',t=a f=1',
      'm,t f=1',
      'm,t= f=1',
      'm,=a f=1',
      'm,t=a,t=b f=1',
      'm,t=a=b f=1',
      'm f=1,',
      'm f=1 time',
      'm f=1 1.5',
      'm f=1 1 2',
      'm f="text',
      'm f="text"x',
      'm f=1 1\\',
      '\\',
    ]) {
      expect([bad, numbers(`m f=1\n${bad}\nm f=3`)]).toEqual([bad, [1, -2, 3]]);
    }
  });
});

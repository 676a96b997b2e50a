/**
 * A connection string whose connections begin with a setting of PostgreSQL, besides those that it has already.
 * @param value without spaces
 */
export function withSetting(url: string, name: string, value: string): string {
  const [, place = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(url) ?? [];
  const parameters = new URLSearchParams(query);
  const options = [parameters.get('options'), `-c ${name}=${value}`].filter(Boolean);
  parameters.set('options', options.join(' '));
  return `${place}?${parameters.toString()}`;
}

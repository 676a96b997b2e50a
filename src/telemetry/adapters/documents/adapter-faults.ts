import type { FieldFault } from '../../../platform/http/problems/problem.error.js';
import { templateFault, TopicTemplate } from '../domain/topic-template.js';
import type { AdapterDocument, FileDocument, MqttDocument, TopicRule } from './adapter-document.js';

/** What is wrong with a document that fits the schema. */
export function semanticFaults(document: AdapterDocument): FieldFault[] {
  return document.kind === 'mqtt' ? mqttFaults(document) : fileFaults(document);
}

function mqttFaults({ url, tls, topics, status_topic, source }: MqttDocument): FieldFault[] {
  const faults = topics.flatMap((rule, i) => ruleFaults(rule, `/topics/${i}`, source !== undefined));
  if (status_topic !== undefined) faults.push(...statusFaults(status_topic));
  if (!URL.canParse(url)) faults.push(fault('/url', 'format', 'must be a URL like mqtts://broker:8883'));
  if (tls && !url.startsWith('mqtts:')) faults.push(fault('/tls', 'tls', 'is for mqtts:// only'));
  if (tls && (tls.cert === undefined) !== (tls.key === undefined)) {
    faults.push(fault('/tls', 'tls', 'needs both cert and key, or none of them'));
  }
  return faults;
}

function ruleFaults(rule: TopicRule, pointer: string, mapped: boolean): FieldFault[] {
  const message = templateFault(rule.template);
  if (message !== undefined) return [fault(`${pointer}/template`, 'template', message)];
  const { names } = new TopicTemplate(rule.template);
  const faults = (['twin_id', 'asset_id', 'metric'] as const)
    .filter((name) => names.has(name) && rule[name] !== undefined)
    .map((name) => fault(`${pointer}/${name}`, 'named-twice', 'the template names it already'));
  if (mapped && rule.payload === 'number') {
    faults.push(fault(`${pointer}/payload`, 'source', 'must be json where a source maps the messages'));
  }
  const metric = names.has('metric') || rule.metric !== undefined;
  if (mapped || (rule.payload === 'json' && !metric)) return faults;
  const missing = (['twin_id', 'asset_id', 'metric'] as const).filter(
    (name) => !names.has(name) && rule[name] === undefined,
  );
  return [...faults, ...missing.map((name) => fault(`${pointer}/${name}`, 'required', 'nothing else names it'))];
}

function statusFaults(template: string): FieldFault[] {
  const message = templateFault(template);
  if (message !== undefined) return [fault('/status_topic', 'template', message)];
  const { names } = new TopicTemplate(template);
  if (names.has('twin_id') && names.has('asset_id')) return [];
  return [fault('/status_topic', 'template', 'must name {twin_id} and {asset_id}')];
}

function fileFaults({ path, format, csv, source }: FileDocument): FieldFault[] {
  const faults: FieldFault[] = [];
  if (path.split('/').some((part) => part === '..' || part === '.')) {
    faults.push(fault('/path', 'path', 'must stay inside of the watched folder: no . and ..'));
  }
  if (source !== undefined && format === 'csv') {
    faults.push(fault('/source', 'source', 'is for ndjson: csv says which column holds what'));
  }
  if ((format === 'csv') !== (csv !== undefined)) {
    faults.push(fault('/csv', format === 'csv' ? 'required' : 'unknown-field', 'belongs to the format csv'));
  }
  if (csv) {
    faults.push(...oneOf('twin', csv.twin_id, csv.twin_column), ...oneOf('asset', csv.asset_id, csv.asset_column));
    if (csv.delimiter !== undefined && csv.delimiter === csv.decimal) {
      faults.push(fault('/csv/delimiter', 'delimiter', 'must not be the decimal mark'));
    }
  }
  return faults;
}

function oneOf(what: string, constant: string | undefined, column: string | undefined): FieldFault[] {
  if ((constant === undefined) !== (column === undefined)) return [];
  return [fault(`/csv/${what}_id`, 'required', `one of ${what}_id and ${what}_column must tell the ${what}`)];
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}

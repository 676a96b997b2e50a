/** What was seen of one number of samples, the reference first, as a table in Markdown. */
export function table(samples, rows) {
  const reference = rows.find(({ name }) => name.startsWith('NumPy'));
  const lines = rows.map(({ name, ms, least, first, mebibytes }) =>
    line([
      name,
      ms.toFixed(1),
      least.toFixed(1),
      first.toFixed(1),
      (samples / ms / 1000).toFixed(1),
      reference ? (reference.ms / ms).toFixed(2) : '',
      mebibytes.toFixed(0),
    ]),
  );
  const head = line([
    `${samples.toLocaleString('en')} samples`,
    'median ms',
    'least',
    'first run',
    'million/s',
    '÷ NumPy',
    'MiB at most',
  ]);
  return [head, line(['---', '---', '---', '---', '---', '---', '---']), ...lines, ''].join('\n');
}

function line(cells) {
  return `| ${cells.join(' | ')} |`;
}

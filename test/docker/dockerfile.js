const KNOWN = /^(FROM|WORKDIR|COPY|RUN|ENV|LABEL|USER|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD)$/;

/**
 * The stages of a Dockerfile, each with its name, base image and steps in order.
 * @throws Error for an instruction that this check would not understand
 */
export function parseDockerfile(text) {
  const stages = [];
  for (const { instruction, words } of steps(text)) {
    if (!KNOWN.test(instruction)) throw new Error(`The Dockerfile uses ${instruction}, which this check does not know`);
    if (instruction === 'FROM') {
      const [, base, name] = /^(\S+)(?: AS (\S+))?$/i.exec(words) ?? [];
      stages.push({ name: name ?? String(stages.length), base, steps: [] });
    } else if (stages.length === 0) throw new Error(`The Dockerfile begins with ${instruction} instead of FROM`);
    else stages.at(-1).steps.push({ instruction, words });
  }
  return stages;
}

/** One entry per instruction, its continued lines joined. */
function steps(text) {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, instruction, words] = /^\s*(\S+)\s*(.*)$/.exec(line);
      return { instruction: instruction.toUpperCase(), words: words.trim() };
    });
}

/** What the last such step of a stage says, or undefined. */
export function lastOf(stage, instruction) {
  return stage.steps.findLast((step) => step.instruction === instruction)?.words;
}

/** The exec form of ENTRYPOINT, CMD and HEALTHCHECK. @throws Error for the shell form, which no signal gets through */
export function execForm(stage, instruction) {
  const words = lastOf(stage, instruction) ?? '';
  const json = /\[.*\]$/.exec(words)?.[0];
  if (json === undefined) throw new Error(`The Dockerfile's ${instruction} is not in the exec form`);
  return JSON.parse(json);
}

/** The environment that the ENV steps of a stage make. */
export function environmentOf(stage) {
  const pairs = stage.steps.filter((step) => step.instruction === 'ENV').flatMap((step) => step.words.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

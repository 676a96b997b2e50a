import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';

/**
 * Carries out the stages of a Dockerfile in folders instead of layers: every COPY, and those RUN steps that call npm.
 * What else a RUN step does to the base image is told to `skip`.
 * @throws Error when a COPY names what is not there, or a step fails
 */
export class UnpackedImage {
  /** @param folder for the stages; @param files of the build context at `root` */
  constructor(folder, root, files, { say, skip }) {
    Object.assign(this, { folder, root, files, say, skip });
  }

  build(stages) {
    for (const stage of stages) {
      let workdir = '/';
      for (const { instruction, words } of stage.steps) {
        if (instruction === 'WORKDIR') workdir = posix.resolve(workdir, words);
        if (instruction === 'COPY') this.copy(stage, workdir, words);
        if (instruction === 'RUN') this.run(stage, workdir, words);
      }
      stage.workdir = this.path(stage.name, workdir);
    }
  }

  /** Where a path of a stage lies on this machine. */
  path(stage, ...parts) {
    return join(this.folder, stage, ...parts);
  }

  copy(stage, workdir, words) {
    const [, from, rest] = /^(?:--from=(\S+) )?(.*)$/.exec(words);
    const sources = rest.split(/\s+/);
    const target = sources.pop();
    const place = this.path(stage.name, posix.resolve(workdir, target));
    for (const source of sources) {
      const found = from === undefined ? this.fromContext(source) : this.fromStage(from, source);
      for (const { path, below } of found) {
        const into = below === '' && (target.endsWith('/') || sources.length > 1) ? basename(path) : below;
        mkdirSync(dirname(join(place, into)), { recursive: true });
        cpSync(path, join(place, into), { recursive: true, verbatimSymlinks: true });
      }
    }
    this.say(`${stage.name}: COPY ${words}`);
  }

  fromContext(source) {
    const name = posix.normalize(source);
    const found = this.files.filter((file) => file === name || file.startsWith(`${name}/`));
    if (found.length === 0) throw new Error(`The Dockerfile copies ${source}, which the build context does not have`);
    return found.map((file) => ({ path: join(this.root, file), below: file.slice(name.length + 1) }));
  }

  fromStage(stage, source) {
    const path = this.path(stage, source);
    if (!existsSync(path)) throw new Error(`The Dockerfile copies ${source} from ${stage}, which does not have it`);
    return [{ path, below: '' }];
  }

  run(stage, workdir, words) {
    if (!words.startsWith('npm ')) {
      this.skip(`${stage.name}: RUN ${words}`);
      return;
    }
    const { NODE_ENV: own, ...env } = process.env;
    void own;
    const cwd = this.path(stage.name, workdir);
    const { status, stdout, stderr } = spawnSync('sh', ['-c', words], { cwd, env, encoding: 'utf8' });
    if (status !== 0)
      throw new Error(`RUN ${words} of the stage ${stage.name} ended with ${status}:\n${stdout}${stderr}`);
    this.say(`${stage.name}: RUN ${words}`);
  }
}

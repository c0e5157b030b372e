import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { dialects } from '../../../functions/operations.ts';
import { StartupError } from '../../startup-error.ts';

const FORMATTER = 'node_modules/@biomejs/biome/bin/biome';

/** In a process of its own, as this one has read the table of operations without the new row. */
const REMAKE = 'infra/commands/new-operation/following.ts';

/** Files that it writes. */
const FOLLOWING = [
  ...Object.keys(dialects).map((dialect) => `functions/${dialect}/openapi.json`),
  'functions/README.md',
];

/**
 * Writes files, formats them, and makes anew what follows the table of operations: all of it or nothing.
 * @param files texts by path; one that is there is replaced
 * @throws StartupError when something fails; everything is then as it was
 */
export async function writeAll(files: ReadonlyMap<string, string>): Promise<void> {
  const before = new Map([...files.keys(), ...FOLLOWING].map((file) => [file, textOf(file)]));
  const newDirectories: string[] = [];
  try {
    for (const [file, text] of files) {
      const made = mkdirSync(dirname(file), { recursive: true });
      if (made) newDirectories.push(made);
      writeFileSync(file, text);
    }
    await runNode(FORMATTER, 'check', '--write', ...files.keys());
    await runNode(REMAKE);
  } catch (error) {
    for (const [file, text] of before) {
      if (text === undefined) rmSync(file, { force: true });
      else writeFileSync(file, text);
    }
    for (const directory of newDirectories) rmSync(directory, { recursive: true });
    throw new StartupError(`nothing was written: ${(error as Error).message}`);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @throws Error with the line of stderr that says what is wrong */
async function runNode(...args: string[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, args);
  } catch (error) {
    const lines = (error as { stderr: string }).stderr.split('\n');
    throw new Error(
      lines.find((line) => /^\w*Error: /.test(line)) ?? `${args[0]} failed: ${lines.join(' ').trim()}`,
    );
  }
}

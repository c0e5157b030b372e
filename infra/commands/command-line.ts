import { type ParseArgsConfig, parseArgs } from 'node:util';
import { StartupError } from '../startup-error.ts';

/** Reads the command line. @throws StartupError where it is not as these options say, or has one of them twice */
export function readCommandLine<const Config extends ParseArgsConfig>(config: Config) {
  try {
    const { tokens = [] } = parseArgs({ ...config, tokens: true });
    refuseRepeats(config, tokens);
    return parseArgs(config);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    // After its first sentence Node tells how to mean something else.
    const [problem] = (error as Error).message.split('. ');
    throw unclear(problem as string);
  }
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

/** Of an option that is given twice Node takes the last. */
function refuseRepeats({ options = {} }: ParseArgsConfig, tokens: readonly Token[]): void {
  const names = tokens.flatMap((token) => (token.kind === 'option' ? token.name : []));
  const repeated = names.find((name, index) => names.indexOf(name) < index && !options[name]?.multiple);
  if (repeated !== undefined) throw unclear(`--${repeated} is given twice`);
}

/** What is wrong with a command line, in one line. */
export const unclear = (problem: string): StartupError => new StartupError(`${problem}: ask with --help`);

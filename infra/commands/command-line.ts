import { type ParseArgsConfig, parseArgs } from 'node:util';
import { runCommand, StartupError } from '../startup-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

const HELP = { help: { type: 'boolean', short: 'h' } } as const satisfies Options;

interface CommandLine<O extends Options> {
  /** As it is typed: `npm run bench`. */
  readonly name: string;
  /** What `--help` prints. */
  readonly usage: string;
  readonly options?: O;
  readonly allowPositionals?: boolean;
  /** What to say where npm has taken something of this command's for itself, besides its options. */
  readonly lost?: () => string | undefined;
}

type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O & typeof HELP; allowPositionals: true }>
>;

/** What is wrong with a command line, in one line that says where help is. */
export class Unclear extends StartupError {}

/** Runs a command with what stands on its command line: `--help` is answered, a bad option is one line. */
export async function runWithOptions<const O extends Options>(
  { name, usage, options = {} as O, allowPositionals = false, lost }: CommandLine<O>,
  command: (values: Parsed<O>['values'], positionals: string[]) => Promise<void>,
): Promise<void> {
  await runCommand(async () => {
    const problem = lost?.() ?? takenByNpm(name, Object.keys(options));
    if (problem) throw new StartupError(problem);
    try {
      const { values, positionals } = parsed({ options: { ...options, ...HELP }, allowPositionals });
      if ((values as { help?: boolean }).help) process.stdout.write(`${usage.trim()}\n`);
      else await command(values as Parsed<O>['values'], positionals);
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      throw new StartupError(`${error.message}: ${name} -- --help says what it takes`);
    }
  });
}

function parsed(config: ParseArgsConfig) {
  try {
    const { tokens = [] } = parseArgs({ ...config, tokens: true });
    refuseRepeats(config, tokens);
    return parseArgs(config);
  } catch (error) {
    if (error instanceof Unclear) throw error;
    // After its first sentence Node tells how to mean something else.
    const [problem] = (error as Error).message.split(/\.\s/);
    throw new Unclear(problem);
  }
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

/** Of an option that is given twice Node takes the last. */
function refuseRepeats({ options = {} }: ParseArgsConfig, tokens: readonly Token[]): void {
  const names = tokens.flatMap((token) => (token.kind === 'option' ? token.name : []));
  const repeated = names.find((name, index) => names.indexOf(name) < index && !options[name]?.multiple);
  if (repeated !== undefined) throw new Unclear(`--${repeated} is given twice`);
}

/**
 * Without `--` before them npm takes options for its own settings, and the command would do something else: make
 * credentials on the laptop in the place of a stage.
 */
function takenByNpm(name: string, options: readonly string[]): string | undefined {
  const taken = options.find((option) => process.env[`npm_config_${option.replaceAll('-', '_')}`]);
  return taken && `npm took --${taken} for itself: write -- before it, ${name} -- … --${taken} …`;
}

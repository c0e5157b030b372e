/** Something the user can mend: commands print its message as one line, without a stack. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** Runs a command; a StartupError becomes one line and exit code 1. */
export async function runCommand(command: () => void | Promise<void>): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', outliveReader);
  try {
    await command();
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    process.stderr.write(`offboard: ${error.message}\n`);
    process.exitCode = 1;
  }
}

/** A reader may go before a command has ended, as `head` does: what is left to do, a stack to close, is done without it. */
function outliveReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

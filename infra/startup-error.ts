/** Something the user can mend: commands print its message as one line, without a stack. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** Runs a command; a StartupError becomes one line and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    process.stderr.write(`offboard: ${error.message}\n`);
    process.exitCode = 1;
  }
}

import { functionEnvironment } from '../../functions/environment.ts';
import { StartupError } from '../../startup-error.ts';

/** Works on a deployed stage with the caller's AWS credentials: its credentials table, and its key through KMS. */
export async function onStage<Result>(stage: string, use: () => Promise<Result>): Promise<Result> {
  Object.assign(
    process.env,
    functionEnvironment(
      { credentials: [], tokenKey: 'sign' },
      { stage, publicKey: '', filesUrl: '', historyDays: 0, restorationDays: 0 },
    ),
  );
  try {
    return await use();
  } catch (error) {
    if (error instanceof StartupError) throw error;
    // Whatever AWS says here (no region, no credentials, no such table) is for the operator to mend.
    throw new StartupError(`stage ${stage}: ${(error as Error).message}`);
  }
}

import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { StartupError } from '../startup-error.ts';

/** An output of a stage's stack. @throws StartupError */
export async function stackOutput(stage: string, stack: string, output: string): Promise<string> {
  const StackName = `offboard-${stage}-${stack}`;
  const client = new CloudFormationClient({});
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    const found = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === output)?.OutputValue;
    if (!found) throw new StartupError(`${StackName} has no output ${output}`);
    return found;
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`stage ${stage}: ${(error as Error).message}`);
  } finally {
    client.destroy();
  }
}

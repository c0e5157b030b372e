import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { StartupError } from '../../startup-error.ts';

/** Where a stage answers: the output of its stack. @throws StartupError */
export async function apiUrlOf(stage: string): Promise<string> {
  const StackName = `offboard-${stage}-api`;
  const client = new CloudFormationClient({});
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    const url = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'ApiUrl')?.OutputValue;
    if (!url) throw new StartupError(`${StackName} has no output ApiUrl: name the address with --url`);
    return url;
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`stage ${stage}: ${(error as Error).message}`);
  } finally {
    client.destroy();
  }
}

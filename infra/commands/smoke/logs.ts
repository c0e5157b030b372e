import { setTimeout as delay } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { Mismatch } from './api.ts';
import { type LoggedRequest, NotChecked, type Smoke } from './smoke.ts';

/** Milliseconds that a line may take until it can be found. */
const PATIENCE = 20_000;

/** Whether the requests of the checks before have their lines in the stage's logs. */
export async function logs(
  { stage, logged }: Pick<Smoke, 'stage' | 'logged'>,
  patience = PATIENCE,
): Promise<string> {
  if (stage === 'local') throw new NotChecked('the local stack prints them');
  const client = new CloudWatchLogsClient({});
  const deadline = Date.now() + patience;
  try {
    for (const request of logged) await found(client, stage, request, deadline);
    return `${logged.length} of our requests found, by the ids in their answers`;
  } finally {
    client.destroy();
  }
}

async function found(
  client: CloudWatchLogsClient,
  stage: string,
  { stack, log, id }: LoggedRequest,
  deadline: number,
): Promise<void> {
  // CloudFormation adds to the name what makes it unique.
  const logGroupNamePrefix = `offboard-${stage}-${stack}-${log}`;
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
  const logGroupName = logGroups[0]?.logGroupName;
  if (!logGroupName) throw new Mismatch(`there is no log group ${logGroupNamePrefix}…`);
  const startTime = Date.now() - 120_000;
  const filter = new FilterLogEventsCommand({ logGroupName, startTime, filterPattern: `"${id}"` });
  for (;;) {
    const { events = [] } = await client.send(filter);
    if (events.length > 0) return;
    if (Date.now() > deadline) throw new Mismatch(`${logGroupName} has no line of request ${id}`);
    await delay(1_000);
  }
}

import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StreamWorker } from '../../functions/workers.ts';
import type { DataStack } from './data-stack.ts';
import { countCrashes } from './dialect.ts';
import { addGivenUpRecords } from './given-up-records.ts';
import { addLog } from './log.ts';
import { type FunctionCode, type ServiceStackProps, type WatchedWorker, WORKERS } from './stack-props.ts';
import { addStreamWorker } from './stream-worker.ts';

export interface WorkersStackProps extends ServiceStackProps {
  readonly code: FunctionCode;
  readonly data: DataStack;
  readonly workers: readonly StreamWorker[];
}

/** What follows the receivables table's stream: a function each, one log, and a bucket for what none of them could do. */
export class WorkersStack extends Stack {
  readonly watched: readonly WatchedWorker[];

  constructor(scope: Construct, id: string, props: WorkersStackProps) {
    super(scope, id, props);
    const { stage, code, data, workers } = props;
    const log = addLog(this, 'Log', stage);
    countCrashes(this, log, stage, WORKERS);
    const givenUp = addGivenUpRecords(this, stage);
    this.watched = workers.map((worker) =>
      addStreamWorker(this, worker, { stage, code, data, log, givenUp }),
    );

    new CfnOutput(this, 'GivenUpRecords', { value: givenUp.bucketName });
  }
}

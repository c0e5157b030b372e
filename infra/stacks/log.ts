import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/** A log that is kept for as long as its stage says. */
export const addLog = (scope: Construct, id: string, { logRetention, removalPolicy }: Stage): LogGroup =>
  new LogGroup(scope, id, { retention: logRetention, removalPolicy });

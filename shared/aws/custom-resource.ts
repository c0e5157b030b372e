import { setTimeout as delay } from 'node:timers/promises';
import type { CloudFormationCustomResourceEvent, CloudFormationCustomResourceResponse } from 'aws-lambda';

/** A role's permissions reach AWS's services seconds after the role is made: attempts, and milliseconds between them. */
const ATTEMPTS = 10;
const PAUSE = 3_000;

/**
 * Does what a custom resource is for, and tells CloudFormation how it went.
 * @param id CloudFormation has the old resource deleted where an update answers with another one
 * @param work its result is what the template can read of the resource
 * @throws when CloudFormation does not take the answer, so that Lambda invokes the function again
 */
export async function answerCloudFormation(
  { RequestId, StackId, LogicalResourceId, ResponseURL }: CloudFormationCustomResourceEvent,
  id: string,
  work: () => Promise<Readonly<Record<string, string>> | undefined>,
): Promise<void> {
  const common = { RequestId, StackId, LogicalResourceId, PhysicalResourceId: id };
  let answer: CloudFormationCustomResourceResponse;
  try {
    const data = await work();
    answer = { ...common, Status: 'SUCCESS', ...(data && { Data: data }) };
  } catch (error) {
    answer = { ...common, Status: 'FAILED', Reason: String(error) };
  }
  // The URL is signed for a body without a type.
  const headers = { 'content-type': '' };
  const { ok, status } = await fetch(ResponseURL, { method: 'PUT', headers, body: JSON.stringify(answer) });
  if (!ok) throw new Error(`CloudFormation did not take the answer: HTTP ${status}`);
}

/** Tries until the role may do it. @param denied the name of the error that says it may not */
export async function onceAllowed<Result>(denied: string, work: () => Promise<Result>): Promise<Result> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await work();
    } catch (error) {
      if ((error as Error).name !== denied || attempts === ATTEMPTS) throw error;
      await delay(PAUSE);
    }
  }
}

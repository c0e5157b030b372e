import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { HttpEvent, HttpResponse } from '../../shared/http/dialect.ts';

export interface Invocation {
  readonly response: HttpResponse;
  /** Every module that was asked for by name rather than by path, the built-in ones left out. */
  readonly packages: readonly string[];
}

/** Imports a bundle and invokes its handler, as Lambda's runtime would, and says which packages it asked for. */
const RUNTIME = `
  import { isBuiltin, registerHooks } from 'node:module';
  import { json } from 'node:stream/consumers';
  const packages = [];
  registerHooks({
    resolve(specifier, context, next) {
      if (!isBuiltin(specifier) && !/^(file:|[./])/.test(specifier)) packages.push(specifier);
      return next(specifier, context);
    },
  });
  const { bundle, event } = await json(process.stdin);
  const { handler } = await import(bundle);
  const context = { awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => 15_000 };
  const response = event && (await handler(event, context));
  process.stdout.write('\\n' + JSON.stringify({ response, packages }));
`;

/**
 * Runs a bundle in a Node process of its own, which has no environment but this one.
 * @param event without one the bundle is only imported
 */
export async function runBundle(
  bundle: string,
  env: Record<string, string>,
  event?: HttpEvent | DynamoDBStreamEvent,
): Promise<Invocation> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', RUNTIME], { env, cwd: '/' });
  child.stdin.end(JSON.stringify({ bundle, event }));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const last = output.split('\n').at(-1);
  if (!last) throw new Error(`${bundle} answered nothing: ${errors.slice(-1_000)}`);
  return JSON.parse(last) as Invocation;
}

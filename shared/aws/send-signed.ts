import type { IncomingMessage } from 'node:http';
import type { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { documentClient } from '../dynamodb/client.ts';
import { collectBytes } from '../dynamodb/collect-answer.ts';
import { isLogged, log } from '../log.ts';

/**
 * A few plain requests need no client of their service: bundled, that of S3 is 290 KB, as much as all the rest of a
 * function. Signer, HTTP handler and credentials are those of the SDK that the functions carry for DynamoDB.
 */
const { config } = documentClient;

/** Signs requests to a service, as signatures call it. */
export const signerOf = (service: string, options: { readonly uriEscapePath?: boolean } = {}): SignatureV4 =>
  new SignatureV4({
    service,
    region: config.region,
    credentials: config.credentials,
    sha256: config.sha256,
    ...options,
  });

/**
 * Sends one attempt, and writes a line of it into the debug log.
 * @param told the service and the action, for that line
 * @returns the answer, whatever its status
 * @throws what the HTTP handler throws where no answer came, in the form that classifyFailure knows
 */
export async function sendSigned(
  signer: SignatureV4,
  request: HttpRequest,
  { requestTimeout, told }: { readonly requestTimeout: number; readonly told: readonly [string, string] },
): Promise<{ readonly status: number; readonly bytes: Buffer }> {
  const since = performance.now();
  const tell = (outcome: string | number) => {
    if (!isLogged('debug')) return;
    const durationMs = Math.round(performance.now() - since);
    log('debug', told[0], { action: told[1], durationMs, outcome });
  };
  try {
    const signed = (await signer.sign(request)) as HttpRequest;
    const { response } = await config.requestHandler.handle(signed, { requestTimeout });
    const bytes = await collectBytes(response.body as IncomingMessage);
    tell(response.statusCode);
    return { status: response.statusCode, bytes };
  } catch (error) {
    tell((error as Error).name);
    throw error;
  }
}

/** What a service refused, by its own code, such as `SlowDown`, in the form that classifyFailure knows. */
export class ServiceFailure extends Error {
  override readonly name: string;
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(code: string, httpStatusCode: number, message: string) {
    super(message);
    this.name = code;
    this.$metadata = { httpStatusCode };
  }
}

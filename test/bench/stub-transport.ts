import { type HttpRequest, HttpResponse } from '@smithy/core/protocols';

export { streamCollector } from '@smithy/core/serde';

const stamp = '{"M":{"at":{"S":"2026-11-21T12:00:00.000Z"},"by":{"S":"ada"},"requestId":{"S":"r-1"}}}';
const attributes =
  `{"pk":{"S":"enkash#CEKFOWV7UQ#KC1234567890ABCD"},"sk":{"S":"CUSTOMER"},"linkCount":{"N":"0"},` +
  `"reference":{"M":{"customerNo":{"S":"543210"}}},"creation":${stamp},"update":${stamp},"version":{"N":"1"}}`;
const grant =
  '{"M":{"company":{"S":"11111111-2222-4333-8444-555555555555"},"mode":{"S":"live"},' +
  '"scopes":{"L":[{"S":"customers:write"}]}}}';
const item = attributes.replace(/}$/, `,"grant":${grant}}`);
/** The answer to an update and to a read: one for both, because each looks at another member. */
const answer = new TextEncoder().encode(`{"Attributes":${attributes},"Item":${item}}`);
/** A full batch's answer. */
const batchAnswer = new TextEncoder().encode(`{"Responses":[${Array(25).fill('{}')}]}`);
const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'stub' };

/**
 * Stands in for the SDK's transport: DynamoDB answers at once, with a customer, an API key that fits, or a batch that
 * went well.
 */
export class NodeHttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };

  static create(): NodeHttpHandler {
    return new NodeHttpHandler();
  }

  async handle(request: HttpRequest) {
    const isBatch = request.headers['x-amz-target']?.endsWith('.BatchExecuteStatement');
    return { response: new HttpResponse({ statusCode: 200, headers, body: isBatch ? batchAnswer : answer }) };
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs() {
    return {};
  }

  destroy(): void {}
}

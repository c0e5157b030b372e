// Invokes the handler of one bundle over and over, whenever the parent asks, and tells it how long each invocation
// took, in microseconds. Its standard output goes nowhere: functions write their log there.
const [, , file] = process.argv;
const { handler } = await import(file);
let events = [];
let next = 0;

process.on('message', async ({ texts, uncounted, invocations }) => {
  if (texts) events = texts;
  await invoke(uncounted);
  process.send({ times: await invoke(invocations) });
});
process.send({ ready: true });

async function invoke(invocations) {
  const times = [];
  for (let index = 0; index < invocations; index++) {
    // As in Lambda's runtime, each event is parsed anew, so that V8 has not seen its strings before.
    const event = JSON.parse(events[next++ % events.length]);
    const context = { awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => 15_000 };
    const start = performance.now();
    const { statusCode, body } = await handler(event, context);
    times.push((performance.now() - start) * 1000);
    if (statusCode < 200 || statusCode > 299) throw new Error(`${file} answered ${statusCode} ${body}`);
  }
  return times;
}

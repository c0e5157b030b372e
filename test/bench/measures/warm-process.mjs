// Invokes the handlers of bundles over and over, in turn, and tells the parent how long each invocation took, in
// microseconds. Its standard output goes nowhere: functions write their log there.
process.once('message', async ({ contenders, rounds, invocations, warmUp }) => {
  for (const contender of contenders) {
    contender.handler = (await import(contender.file)).handler;
    contender.next = 0;
    await times(contender, warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (const index of contenders.keys()) {
      const contender = contenders[(index + round) % contenders.length];
      process.send({ name: contender.name, times: await times(contender, invocations) });
    }
  }
  process.disconnect();
});

async function times(contender, invocations) {
  const taken = [];
  const { name, handler, events } = contender;
  for (let index = 0; index < invocations; index++) {
    // As from the runtime: an event is fresh from JSON, its texts were never seen before.
    const event = JSON.parse(events[contender.next++ % events.length]);
    const context = { awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => 15_000 };
    const start = performance.now();
    const { statusCode, body } = await handler(event, context);
    taken.push((performance.now() - start) * 1000);
    if (statusCode < 200 || statusCode > 299) throw new Error(`${name} answered ${statusCode} ${body}`);
  }
  return taken;
}

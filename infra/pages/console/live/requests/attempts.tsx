import type {
  RecordedAttempt,
  RecordedCondition,
  RecordedRequest,
} from '../../../../local/sandbox/shapes.ts';

/** The requests to DynamoDB beneath a request, each with its conditions and how it ended. */
export function Attempts({
  request: { dynamodb, attemptsLeftOut = 0, number },
}: {
  request: RecordedRequest;
}) {
  const id = `attempts-${number}`;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>DynamoDB</h3>
      {dynamodb.length === 0 && <p class="muted">Nothing was asked of it.</p>}
      <ol class="attempts">
        {dynamodb.map((attempt, index) => (
          <Attempt key={index} attempt={attempt} />
        ))}
      </ol>
      {attemptsLeftOut > 0 && (
        <p class="muted">And {attemptsLeftOut.toLocaleString('en-GB')} more, which were not kept.</p>
      )}
    </section>
  );
}

function Attempt({ attempt }: { attempt: RecordedAttempt }) {
  const { action, table, durationMs, outcome, conditions, keys = [] } = attempt;
  const isDone = outcome === 'done';
  const unconditional = keys.filter((key) => conditions.every((condition) => condition.key !== key));
  return (
    <li>
      <p class="attempt">
        <strong>{action}</strong>
        <span class="live-outcome" data-tone={isDone ? 'good' : 'bad'}>
          {isDone ? '✓ done' : `✕ ${outcome}`}
        </span>
        <span class="muted">{durationMs.toLocaleString('en-GB')} ms</span>
        {table && <span class="muted table">{table}</span>}
      </p>
      <ul class="conditions">
        {unconditional.map((key) => (
          <li key={key}>
            <code>{key}</code>
          </li>
        ))}
        {conditions.map((condition, index) => (
          <Condition key={index} condition={condition} />
        ))}
      </ul>
    </li>
  );
}

function Condition({ condition: { key, expression, isRefused } }: { condition: RecordedCondition }) {
  const [tone, words] =
    isRefused === null ? ['open', '? not told'] : isRefused ? ['bad', '✕ refused'] : ['good', '✓ held'];
  return (
    <li data-refused={isRefused === true ? '' : undefined}>
      <code>{key}</code>
      <p class="live-condition">
        <span class="live-outcome" data-tone={tone}>
          {words}
        </span>{' '}
        <code>{expression}</code>
      </p>
    </li>
  );
}

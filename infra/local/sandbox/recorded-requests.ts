import type { IncomingMessage } from 'node:http';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import { quietly } from './quietly.ts';
import { newRecording, type Recording } from './recording.ts';
import { shownBody, shownHeader } from './secrets.ts';

/** Requests that are kept at most, and bytes of all of them: bodies may have six million each. */
const MOST = 1_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** The newest requests, oldest first. */
export class RecordedRequests {
  #kept: Recording[] = [];
  #numbers = 0;
  #changes = 0;
  #bytes = 0;

  begin(request: IncomingMessage): Recording {
    const recording = newRecording(request, ++this.#numbers);
    recording.change = ++this.#changes;
    this.#kept.push(recording);
    this.#trim();
    return recording;
  }

  /** Ends one with what was answered; where nothing was, nothing is said of an answer. */
  end(recording: Recording, answer: HttpResponse | undefined): void {
    if (recording.durationMs !== null) return;
    recording.durationMs = Math.round(performance.now() - recording.since);
    recording.change = ++this.#changes;
    quietly(() => Object.assign(recording, answer && answerOf(answer)));
    // Many others may have come meanwhile.
    if (recording.number < (this.#kept[0]?.number ?? 0)) return;
    recording.bytes = bytesOf(recording);
    this.#bytes += recording.bytes;
    this.#trim();
  }

  #trim(): void {
    while (this.#kept.length > MOST || (this.#bytes > MOST_BYTES && this.#kept.length > 1))
      this.#bytes -= (this.#kept.shift() as Recording).bytes;
  }

  /** Those that have changed since, in the order of that; all that are there where the number is not of this start. */
  since(change: number): Recording[] {
    const from = change > this.#changes ? 0 : change;
    return this.#kept.filter((each) => each.change > from).sort((one, other) => one.change - other.change);
  }

  newest(count: number): Recording[] {
    return this.#kept.slice(-count);
  }

  get changes(): number {
    return this.#changes;
  }

  /** The newest that fits. */
  find(isMeant: (recording: Recording) => boolean): Recording | undefined {
    return this.#kept.findLast(isMeant);
  }
}

function answerOf({ statusCode = 200, headers = {}, body = '', isBase64Encoded }: HttpResponse) {
  const shown = Object.entries(headers).map(([name, value]) => [name, shownHeader(name, String(value))]);
  return {
    status: statusCode,
    answerHeaders: Object.fromEntries(shown) as Record<string, string>,
    answerBody: shownBody(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')),
  };
}

function bytesOf({ original, body, answerBody, dynamodb }: Recording): number {
  const conditions = dynamodb.flatMap((each) => each.conditions);
  const ofAttempts = conditions.reduce((sum, { key, expression }) => sum + key.length + expression.length, 0);
  return (original.body?.length ?? 0) + body.length + answerBody.length + ofAttempts;
}

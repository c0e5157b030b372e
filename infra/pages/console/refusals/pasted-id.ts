/** How answers, headers, log lines and our own addresses name a request, before its id. */
const NAMED =
  /(?:x-request-id|request_?id|trace_?id)["'\s]*[:=]\s*["']?([\w.=-]+)|\/(?:refusals|requests)\/([\w.=-]+)/i;

/** What our ids look like where nothing names them: 32 hexadecimal digits, or a UUID. */
const ALONE = /\b(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/i;

const WHOLE = /^[\w.=-]{1,128}$/;

/** The id of a request in what somebody has pasted: the id itself, an answer, or what curl has printed. */
export function idIn(pasted: string): string | undefined {
  const text = pasted.trim();
  if (WHOLE.test(text)) return text;
  const named = NAMED.exec(text);
  return named?.[1] ?? named?.[2] ?? ALONE.exec(text)?.[0];
}

import { type Language, WORDS, type WordKey } from './words.ts';

/** What stands in the place of `{name}` in a text: words too, which are then told in the same language. */
type Values = Readonly<Record<string, unknown>>;

/** A message that is not told in any language yet. Where none is chosen, as in a log, it is told in English. */
export class Words {
  readonly key: WordKey;
  readonly values: Values;

  constructor(key: WordKey, values: Values) {
    this.key = key;
    this.values = values;
  }

  in(language: Language): string {
    return WORDS[this.key][language].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      String(inLanguage(this.values[name], language)),
    );
  }

  toString(): string {
    return this.in('en');
  }

  toJSON(): string {
    return this.in('en');
  }
}

/** A message of the table, with what stands in the place of its `{name}`s. */
export const say = (key: WordKey, values: Values = {}): Words => new Words(key, values);

/** What is wrong with a field, as a message about the whole request: `nif: is required`. */
export const sayOf = (field: string, problem: unknown): Words => say('field.of', { field, problem });

/** Several messages, one behind the other. */
export const sayAll = ([first, ...others]: readonly Words[]): Words =>
  others.length === 0 ? (first as Words) : say('all', { first, others: sayAll(others) });

/** Words become text; whatever else there is stays. */
export const inLanguage = (value: unknown, language: Language): unknown =>
  value instanceof Words ? value.in(language) : value;

/** The words of a code, where they say all without values. */
export function wordsOfCode(code: string): Words | undefined {
  const texts = Object.hasOwn(WORDS, code) ? WORDS[code as WordKey] : undefined;
  return texts && !/\{/.test(texts.en) ? say(code as WordKey) : undefined;
}

/** A text in English that was found elsewhere than here, as words of the table; undefined where it is none of them. */
export function wordsOfText(text: string): Words | undefined {
  for (const [key, { en }] of Object.entries(WORDS)) {
    if (!/^(field|body)\.(?!of$)/.test(key)) continue;
    const names = [...en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    const pattern = en.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '(.+)');
    const match = new RegExp(`^${pattern}$`).exec(text);
    if (match)
      return say(key as WordKey, Object.fromEntries(names.map((name, index) => [name, match[index + 1]])));
  }
  return undefined;
}

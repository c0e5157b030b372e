/** Puts values in the place of the `{{placeholders}}` of a text. @param standIn gives the value of a name */
export const filledIn = (text: string, standIn: (name: string) => string): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => standIn(name));

/** The same in all texts of a JSON value; a text that is nothing but `{{name:number}}` becomes that number. */
export function filledInto(value: unknown, standIn: (name: string) => string): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) => {
    if (typeof inner !== 'string') return inner;
    const number = /^\{\{(\w+):number\}\}$/.exec(inner);
    return number ? Number(standIn(number[1] as string)) : filledIn(inner, standIn);
  });
}

/** Lets samples stand in. @throws Error for a name that none of them has */
export const sampleOf =
  (samples: Readonly<Record<string, string>>) =>
  (name: string): string => {
    const sample = samples[name];
    if (sample === undefined) throw new Error(`there is no sample of {{${name}}}`);
    return sample;
  };

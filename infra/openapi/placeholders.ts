/** Puts samples in the place of the `{{placeholders}}` of a text. @throws Error when there is no sample of one */
export const filledIn = (text: string, samples: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => sampleOf(name, samples));

/** The same in all texts of a JSON value; a text that is nothing but `{{name:number}}` becomes that number. */
export function filledInto(value: unknown, samples: Readonly<Record<string, string>>): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) => {
    if (typeof inner !== 'string') return inner;
    const number = /^\{\{(\w+):number\}\}$/.exec(inner);
    return number ? Number(sampleOf(number[1] as string, samples)) : filledIn(inner, samples);
  });
}

function sampleOf(name: string, samples: Readonly<Record<string, string>>): string {
  const sample = samples[name];
  if (sample === undefined) throw new Error(`there is no sample of {{${name}}}`);
  return sample;
}

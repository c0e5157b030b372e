import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Schema } from '../../../shared/http/operation.ts';
import { StartupError } from '../../startup-error.ts';
import type { Plan } from './plan.ts';
import { sampleOf } from './sample.ts';

/** What a noun looks like: what clients may write of it, or what answers show. */
export interface Shape {
  readonly file: string;
  /** As the operation's file imports it. */
  readonly from: string;
  /** A value of a shape that is there already; a new one is written by the templates. */
  readonly existing?: { readonly sample: unknown };
}

/**
 * The `<noun>-request.ts` or `<noun>-response.ts` of an operation: where there is one already, it is used.
 * @throws StartupError when nothing can be made of what is there
 */
export async function shapeOf(plan: Plan, kind: 'request' | 'response'): Promise<Shape> {
  const { speech, resource, noun, dialect } = plan;
  const fileIn = (folder: string) => `functions/${folder}/${resource}/${noun}-${kind}.ts`;
  const found = speech.shapes.map(fileIn).find(existsSync);
  const file = found ?? fileIn(dialect);
  const path = relative(`functions/${dialect}/${resource}`, file);
  const shape = { file, from: path.startsWith('.') ? path : `./${path}` };
  return found ? { ...shape, existing: { sample: await sampleIn(found, kind) } } : shape;
}

async function sampleIn(file: string, kind: 'request' | 'response'): Promise<unknown> {
  const name = kind === 'request' ? 'requested' : 'answered';
  const { [name]: schema } = (await import(resolve(file))) as Record<string, () => Schema>;
  if (schema?.length !== 0) throw new StartupError(`${file} exports no ${name}() without arguments`);
  try {
    return sampleOf(schema(), kind === 'request' ? 'input' : 'output');
  } catch (error) {
    throw new StartupError(`of ${file} no sample can be made: ${(error as Error).message}`);
  }
}

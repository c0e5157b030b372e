import { expect, it } from 'vitest';
import { tagOf } from '../../../shared/receivables/customers/tag.ts';
import { newStamp } from '../../support/store.ts';

it('a tag stands for a version and a creation, both of which can be read back', () => {
  const creation = newStamp();
  const tag = tagOf({ version: 12, creation });
  expect(tag).toMatch(/^[\w-]+$/);
  expect(Buffer.from(tag, 'base64url').toString()).toBe(`12 ${creation.requestId}`);
  expect(tagOf({ version: 13, creation })).not.toBe(tag);
  expect(tagOf({ version: 12, creation: newStamp() })).not.toBe(tag);
});

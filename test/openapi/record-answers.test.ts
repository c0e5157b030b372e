import { expect, it } from 'vitest';
import { dialects } from '../../functions/operations.ts';
import { recordAnswers } from '../../infra/openapi/record-answers.ts';

it('keeps what fixtures are answered, with placeholders, the beginning of lists, and no token that works', async () => {
  const answers = await recordAnswers('enkash');

  expect(Object.keys(answers)).toEqual(
    dialects.enkash.map(({ operation }) => operation.name.replace('enkash/', '')),
  );
  expect(answers['customers/delete-customer']).toEqual({
    status: 200,
    body: { payload: '{{customerId}}', response_code: 0, response_message: 'Customer deleted' },
  });
  const token = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2lnbmF0dXJl';
  expect(answers['tokens/create-token']?.body).toMatchObject({ access_token: token, refresh_token: token });
  expect(answers['customers/search-customers']?.body).toMatchObject({
    payload: { data: [expect.anything(), expect.anything(), expect.anything()] },
  });
});

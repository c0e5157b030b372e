import * as z from 'zod/mini';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import type { BeelAccess } from '../../beel/dialect/caller.ts';
import { csvFile } from '../../beel/dialect/envelope.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';

/** downloadCustomerTemplateCsv: https://docs.beel.es/customers/downloadCustomerTemplateCsv */
export const operation = {
  name: 'beel-flat/customers/create-template',
  route: 'POST /api/v1/customers/templates/csv',
  access: 'customers:read',
  grants: { credentials: ['GetItem'] },
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

const DISPOSITION = 'attachment; filename="template_clientes_beel.csv"';

/** Without it Excel does not read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The header and the first row are the vendor's. It has three more rows that it does not show: these are ours. */
const ROWS = [
  [
    'nombre_fiscal',
    'nif',
    'email',
    'telefono',
    'direccion_calle',
    'direccion_numero',
    'direccion_codigo_postal',
    'direccion_poblacion',
    'direccion_provincia',
  ],
  [
    'Construcciones García y Asociados SL',
    'B12345674',
    'contacto@construccionesgarcia.es',
    '915551234',
    'Calle Gran Vía',
    '45',
    '28013',
    'Madrid',
    'Madrid',
  ],
  [
    'Talleres Mecánicos del Túria SA',
    'A46123451',
    'administracion@talleresturia.es',
    '963334455',
    'Avenida del Puerto',
    '112',
    '46023',
    'València',
    'Valencia',
  ],
  [
    'Begoña Núñez Iturralde',
    '12345678Z',
    'begona.nunez@correo.es',
    '+34 612 345 678',
    'Calle Ercilla',
    '8',
    '48009',
    'Bilbao',
    'Bizkaia',
  ],
  [
    'Chloé Martin',
    'X1234567L',
    'chloe.martin@correo.es',
    '+34 655 443 322',
    'Carrer de València',
    '231',
    '08007',
    'Barcelona',
    'Barcelona',
  ],
];

export const handler = lambda<typeof documentation>()(beelFlat, operation, function createTemplate() {
  const lines = ROWS.map((row) => `${row.map(cell).join(';')}\n`);
  const headers = { 'content-disposition': DISPOSITION };
  return { status: 200, csv: `${BYTE_ORDER_MARK}${lines.join('')}`, headers };
});

/** In quotes where there is a space, as the vendor does. */
const cell = (value: string): string => (/[\s";]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

export const documentation = () =>
  ({
    operationId: 'downloadCustomerTemplateCsv',
    summary: 'Download CSV template for customers',
    description:
      'A sample file for customer import, separated by semicolons: the header and example rows, with UTF-8 BOM.',
    deprecated: true,
    source: 'documented',
    responses: responses(csvFile('The template', { 'content-disposition': DISPOSITION })),
  }) satisfies Documentation;

/** Columns of a file of customers, in order, each by its Spanish and its English name: both are read. */
export const COLUMNS = [
  ['nombre_fiscal', 'legal_name'],
  ['nif', 'nif'],
  ['email', 'email'],
  ['telefono', 'phone'],
  ['direccion_calle', 'address_street'],
  ['direccion_numero', 'address_number'],
  ['direccion_codigo_postal', 'address_postal_code'],
  ['direccion_poblacion', 'address_city'],
  ['direccion_provincia', 'address_province'],
] as const;

export type Column = (typeof COLUMNS)[number][1];

/** The first row is the vendor's. It has three more rows that it does not show: these are ours. */
const EXAMPLES = [
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

export const DISPOSITION = 'attachment; filename="template_clientes_beel.csv"';

/** Without it Excel does not read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A file to fill in: the header and rows that show how. */
export function templateFile(): string {
  const header = COLUMNS.map(([spanish]) => spanish);
  const lines = [header, ...EXAMPLES].map((row) => `${row.map(cell).join(';')}\n`);
  return `${BYTE_ORDER_MARK}${lines.join('')}`;
}

/** In quotes where there is a space, as the vendor does. */
const cell = (value: string): string => (/[\s";]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** The languages in which messages are told; English where a client asks for none of them. */
export const LANGUAGES = ['en', 'es', 'ca'] as const;

export type Language = (typeof LANGUAGES)[number];

type Texts = Readonly<Record<Language, string>>;

/**
 * Every message, in every language. A refusal has that of its code, unless it says which. Keys in lower case are what is
 * said beside that: of a field, of a row, or in the place of a code's own.
 */
export const WORDS = {
  // Who calls
  UNAUTHORIZED: {
    en: 'Authentication is required to access this resource',
    es: 'Es necesario autenticarse para acceder a este recurso',
    ca: 'Cal autenticar-se per accedir a aquest recurs',
  },
  'unauthorized.flat': {
    en: 'Authentication required',
    es: 'Autenticación necesaria',
    ca: 'Autenticació necessària',
  },
  FORBIDDEN: {
    en: 'You do not have permission to access this resource',
    es: 'No tiene permiso para acceder a este recurso',
    ca: 'No teniu permís per accedir a aquest recurs',
  },
  INSUFFICIENT_SCOPE: {
    en: 'The API key lacks a scope',
    es: 'A la clave de API le falta un permiso',
    ca: 'A la clau d’API li falta un permís',
  },
  'scope.missing': {
    en: 'The API key lacks the scope {scopes}',
    es: 'A la clave de API le falta el permiso {scopes}',
    ca: 'A la clau d’API li falta el permís {scopes}',
  },
  ACTIVE_COMPANY_NOT_ACCESSIBLE: {
    en: 'You do not have permission to access this resource',
    es: 'No tiene permiso para acceder a este recurso',
    ca: 'No teniu permís per accedir a aquest recurs',
  },
  'company.active.notAccessible': {
    en: 'The API key does not reach the active company',
    es: 'La clave de API no alcanza la empresa activa',
    ca: 'La clau d’API no arriba a l’empresa activa',
  },
  ACTIVE_COMPANY_HEADER_INVALID: {
    en: 'The BeeL-Active-Company header must be a UUID',
    es: 'La cabecera BeeL-Active-Company debe ser un UUID',
    ca: 'La capçalera BeeL-Active-Company ha de ser un UUID',
  },
  ACCOUNT_NOT_ACCESSIBLE: {
    en: 'You do not have permission to access this account',
    es: 'No tiene permiso para acceder a esta cuenta',
    ca: 'No teniu permís per accedir a aquest compte',
  },

  // How the request is written
  BAD_REQUEST: { en: 'Invalid request', es: 'Solicitud no válida', ca: 'Sol·licitud no vàlida' },
  MISSING_PARAMETER: {
    en: 'A required parameter is missing',
    es: 'Falta un parámetro obligatorio',
    ca: 'Falta un paràmetre obligatori',
  },
  'parameter.missing': {
    en: "Missing required parameter '{field}'",
    es: "Falta el parámetro obligatorio '{field}'",
    ca: "Falta el paràmetre obligatori '{field}'",
  },
  'parameter.invalid': {
    en: "Invalid parameter '{field}': {problem}",
    es: "Parámetro '{field}' no válido: {problem}",
    ca: "Paràmetre '{field}' no vàlid: {problem}",
  },
  'parameter.range': {
    en: 'Validation constraint violation.',
    es: 'Se incumple una restricción de validación.',
    ca: 'No es compleix una restricció de validació.',
  },
  'list.tooMany': {
    en: 'takes at most {most} entries to look at, and there are more: leave it out',
    es: 'admite como máximo {most} entradas que mirar, y hay más: omítalo',
    ca: 'admet com a màxim {most} entrades per mirar, i n’hi ha més: ometeu-lo',
  },
  'list.tooLarge': {
    en: 'must be less than or equal to {fitting}: the entries are large',
    es: 'debe ser menor o igual que {fitting}: las entradas son grandes',
    ca: 'ha de ser menor o igual que {fitting}: les entrades són grans',
  },
  INVALID_JSON_FORMAT: {
    en: 'The body cannot be read',
    es: 'No se puede leer el cuerpo',
    ca: 'No es pot llegir el cos',
  },
  VALIDATION_ERROR: {
    en: 'The provided data is not valid.',
    es: 'Los datos proporcionados no son válidos.',
    ca: 'Les dades proporcionades no són vàlides.',
  },
  UNPROCESSABLE_ENTITY: {
    en: 'The request cannot be processed',
    es: 'No se puede procesar la solicitud',
    ca: 'No es pot processar la sol·licitud',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    en: 'Unsupported media type: {given}. Supported: {type}',
    es: 'Tipo de contenido no admitido: {given}. Admitido: {type}',
    ca: 'Tipus de contingut no admès: {given}. Admès: {type}',
  },
  'mediaType.flat': {
    en: 'The body must be {type}',
    es: 'El cuerpo debe ser {type}',
    ca: 'El cos ha de ser {type}',
  },
  'mediaType.encoded': {
    en: 'The body must be sent without a content-encoding',
    es: 'El cuerpo debe enviarse sin content-encoding',
    ca: 'El cos s’ha d’enviar sense content-encoding',
  },
  NOT_ACCEPTABLE: {
    en: 'This operation answers with {type}, which the Accept header does not take',
    es: 'Esta operación responde con {type}, que la cabecera Accept no admite',
    ca: 'Aquesta operació respon amb {type}, que la capçalera Accept no admet',
  },
  REQUEST_BODY_TOO_LARGE: {
    en: 'The body has {size} bytes; at most {limit} are taken',
    es: 'El cuerpo tiene {size} bytes; se admiten como máximo {limit}',
    ca: 'El cos té {size} bytes; se n’admeten com a màxim {limit}',
  },
  PAYLOAD_TOO_LARGE: {
    en: 'The body is too large',
    es: 'El cuerpo es demasiado grande',
    ca: 'El cos és massa gran',
  },
  FILE_TOO_LARGE: {
    en: 'The file is too large',
    es: 'El archivo es demasiado grande',
    ca: 'El fitxer és massa gran',
  },
  ENDPOINT_NOT_FOUND: {
    en: 'There is no such path',
    es: 'No existe esa ruta',
    ca: 'No existeix aquesta ruta',
  },
  METHOD_NOT_ALLOWED: {
    en: 'This path takes {methods}',
    es: 'Esta ruta admite {methods}',
    ca: 'Aquesta ruta admet {methods}',
  },
  INVALID_IDEMPOTENCY_KEY: {
    en: 'The Idempotency-Key header must be 1 to 255 letters, digits, hyphens or underscores',
    es: 'La cabecera Idempotency-Key debe tener de 1 a 255 letras, cifras, guiones o guiones bajos',
    ca: 'La capçalera Idempotency-Key ha de tenir d’1 a 255 lletres, xifres, guions o guions baixos',
  },
  IDEMPOTENCY_KEY_REQUIRED: {
    en: 'The Idempotency-Key header is required',
    es: 'La cabecera Idempotency-Key es obligatoria',
    ca: 'La capçalera Idempotency-Key és obligatòria',
  },
  IDEMPOTENCY_KEY_MISMATCH: {
    en: 'The Idempotency-Key was used for a request with another body',
    es: 'La Idempotency-Key se usó en una solicitud con otro cuerpo',
    ca: 'La Idempotency-Key es va fer servir en una sol·licitud amb un altre cos',
  },
  IDEMPOTENCY_KEY_PROCESSING: {
    en: 'A request with this Idempotency-Key is being processed',
    es: 'Se está procesando una solicitud con esta Idempotency-Key',
    ca: 'S’està processant una sol·licitud amb aquesta Idempotency-Key',
  },

  // What the service could not do
  CONCURRENT_MODIFICATION: {
    en: 'The resource was modified by another request; read it again and retry',
    es: 'Otra solicitud modificó el recurso; léalo de nuevo y vuelva a intentarlo',
    ca: 'Una altra sol·licitud ha modificat el recurs; llegiu-lo de nou i torneu-ho a provar',
  },
  INTERNAL_ERROR: {
    en: 'Internal server error',
    es: 'Error interno del servidor',
    ca: 'Error intern del servidor',
  },
  throttled: {
    en: 'Nothing was changed, because there are too many requests: try again',
    es: 'No se cambió nada, porque hay demasiadas solicitudes: vuelva a intentarlo',
    ca: 'No s’ha canviat res, perquè hi ha massa sol·licituds: torneu-ho a provar',
  },
  'row.untouched': {
    en: 'The customer was not changed: there was no time left for it',
    es: 'El cliente no se modificó: no quedó tiempo para ello',
    ca: 'El client no s’ha modificat: no ha quedat temps per fer-ho',
  },
  'row.unknown': {
    en: 'It is not known whether the customer was changed: send it again',
    es: 'No se sabe si el cliente se modificó: envíelo de nuevo',
    ca: 'No se sap si el client s’ha modificat: torneu-lo a enviar',
  },

  // Customers
  NOT_FOUND: { en: 'Resource not found', es: 'Recurso no encontrado', ca: 'Recurs no trobat' },
  CONFLICT: { en: 'Resource already exists', es: 'El recurso ya existe', ca: 'El recurs ja existeix' },
  'conflict.nif': {
    en: 'A customer with NIF {value} already exists',
    es: 'Ya existe un cliente con el NIF {value}',
    ca: 'Ja existeix un client amb el NIF {value}',
  },
  'conflict.alternativeId': {
    en: 'A customer with alternative id {value} already exists',
    es: 'Ya existe un cliente con el identificador alternativo {value}',
    ca: 'Ja existeix un client amb l’identificador alternatiu {value}',
  },
  CLIENT_NOT_FOUND: { en: 'Customer not found', es: 'Cliente no encontrado', ca: 'Client no trobat' },
  CLIENT_DUPLICATE: {
    en: 'A client with this NIF already exists',
    es: 'Ya existe un cliente con este NIF',
    ca: 'Ja existeix un client amb aquest NIF',
  },
  CLIENT_HAS_INVOICES: {
    en:
      'A customer with invoices cannot be deleted: its tax record is kept intact. ' +
      'Deactivate it (active: false) to stop using it.',
    es:
      'Un cliente con facturas no se puede eliminar: su registro fiscal se conserva íntegro. ' +
      'Desactívelo (active: false) para dejar de usarlo.',
    ca:
      'Un client amb factures no es pot eliminar: el seu registre fiscal es conserva íntegre. ' +
      'Desactiveu-lo (active: false) per deixar de fer-lo servir.',
  },
  'client.protected': {
    en: 'The customer is protected: it can be neither deleted nor deactivated',
    es: 'El cliente está protegido: no se puede eliminar ni desactivar',
    ca: 'El client està protegit: no es pot eliminar ni desactivar',
  },
  'changed.invoice': {
    en: 'The invoice has changed since it was seen',
    es: 'La factura ha cambiado desde que se consultó',
    ca: 'La factura ha canviat des que es va consultar',
  },
  'changed.recurringInvoice': {
    en: 'The recurring invoice has changed since it was seen',
    es: 'La factura recurrente ha cambiado desde que se consultó',
    ca: 'La factura recurrent ha canviat des que es va consultar',
  },
  PRECONDITION_FAILED: {
    en: 'The customer has changed since it was seen',
    es: 'El cliente ha cambiado desde que se consultó',
    ca: 'El client ha canviat des que es va consultar',
  },
  'client.hasInvoices.flat': {
    en: 'Cannot deactivate customer because it has associated invoices',
    es: 'No se puede desactivar el cliente porque tiene facturas asociadas',
    ca: 'No es pot desactivar el client perquè té factures associades',
  },
  CLIENT_HAS_RECURRING_INVOICE: {
    en: 'A recurring invoice that is active or paused has the customer as its recipient',
    es: 'Una factura recurrente activa o en pausa tiene al cliente como destinatario',
    ca: 'Una factura recurrent activa o en pausa té el client com a destinatari',
  },
  REFERENCED_BY_RECURRING_INVOICE: {
    en: 'A recurring invoice that is active or paused has the customer as its recipient',
    es: 'Una factura recurrente activa o en pausa tiene al cliente como destinatario',
    ca: 'Una factura recurrent activa o en pausa té el client com a destinatari',
  },
  BULK_VALIDATION_ERROR: {
    en: 'Some of the customers are not valid: none was created',
    es: 'Algunos clientes no son válidos: no se creó ninguno',
    ca: 'Alguns clients no són vàlids: no se n’ha creat cap',
  },
  'bulk.invalid.someLeft': {
    en: 'Some of the customers are not valid: none was created but those that are named',
    es: 'Algunos clientes no son válidos: no se creó ninguno, salvo los que se nombran',
    ca: 'Alguns clients no són vàlids: no se n’ha creat cap, tret dels que s’anomenen',
  },
  BULK_INCOMPLETE: {
    en: 'The customers could not all be created: those that are named may be there',
    es: 'No se pudieron crear todos los clientes: los que se nombran pueden existir',
    ca: 'No s’han pogut crear tots els clients: els que s’anomenen poden existir',
  },
  'row.noEmail': {
    en: 'is missing: invoices cannot be sent by mail',
    es: 'falta: las facturas no se pueden enviar por correo',
    ca: 'falta: les factures no es poden enviar per correu',
  },
  'row.repeated': {
    en: 'is the same as in row {row}',
    es: 'es el mismo que en la fila {row}',
    ca: 'és el mateix que a la fila {row}',
  },
  'row.tooLarge': {
    en: 'has {size} bytes; at most {limit} are taken',
    es: 'tiene {size} bytes; se admiten {limit} como máximo',
    ca: 'té {size} bytes; se n’admeten {limit} com a màxim',
  },
  'row.left.kept': {
    en: 'was created, and stays, because another request has changed it or refers to it since',
    es: 'se creó, y permanece, porque desde entonces otra solicitud lo modificó o se refiere a él',
    ca: 's’ha creat, i es manté, perquè des de llavors una altra sol·licitud l’ha modificat o s’hi refereix',
  },
  'row.left.replaced': {
    en: 'was taken back, and another request with this Idempotency-Key has created it anew',
    es: 'se deshizo, y otra solicitud con esta Idempotency-Key lo ha creado de nuevo',
    ca: 's’ha desfet, i una altra sol·licitud amb aquesta Idempotency-Key l’ha tornat a crear',
  },
  'row.left.earlier': {
    en: 'was created by an earlier request with this Idempotency-Key, and stays',
    es: 'lo creó una solicitud anterior con esta Idempotency-Key, y permanece',
    ca: 'el va crear una sol·licitud anterior amb aquesta Idempotency-Key, i es manté',
  },
  'row.left.untouched': {
    en: 'was created, and stays: there was no time left to take it back',
    es: 'se creó, y permanece: no quedó tiempo para deshacerlo',
    ca: 's’ha creat, i es manté: no ha quedat temps per desfer-ho',
  },
  'row.left.unknown': {
    en: 'it is not known whether it was created, or stays',
    es: 'no se sabe si se creó, o si permanece',
    ca: 'no se sap si s’ha creat, o si es manté',
  },
  'row.new.untouched': {
    en: 'was not created: there was no time left for it',
    es: 'no se creó: no quedó tiempo para ello',
    ca: 'no s’ha creat: no ha quedat temps per fer-ho',
  },
  'row.new.unknown': {
    en: 'it is not known whether it was created: send it again',
    es: 'no se sabe si se creó: envíelo de nuevo',
    ca: 'no se sap si s’ha creat: torneu-lo a enviar',
  },
  CSV_FILE_TOO_LARGE: {
    en: 'The CSV file is too large',
    es: 'El archivo CSV es demasiado grande',
    ca: 'El fitxer CSV és massa gran',
  },
  'csv.tooLarge': {
    en: 'The file is larger than {most} MB',
    es: 'El archivo ocupa más de {most} MB',
    ca: 'El fitxer ocupa més de {most} MB',
  },
  'csv.records': {
    en: 'The file has {count} records; at most {most} are taken',
    es: 'El archivo tiene {count} registros; se admiten {most} como máximo',
    ca: 'El fitxer té {count} registres; se n’admeten {most} com a màxim',
  },
  'csv.notUtf8': { en: 'The file is not UTF-8', es: 'El archivo no es UTF-8', ca: 'El fitxer no és UTF-8' },
  'csv.none': {
    en: 'The file is no CSV: {problem}',
    es: 'El archivo no es CSV: {problem}',
    ca: 'El fitxer no és CSV: {problem}',
  },
  'csv.headers': {
    en: 'Required headers not found: {missing}. Headers found: {found}',
    es: 'No se encuentran las cabeceras obligatorias: {missing}. Cabeceras encontradas: {found}',
    ca: 'No es troben les capçaleres obligatòries: {missing}. Capçaleres trobades: {found}',
  },
  TOO_MANY_RECORDS: {
    en: 'The file has too many records',
    es: 'El archivo tiene demasiados registros',
    ca: 'El fitxer té massa registres',
  },
  MISSING_HEADERS: {
    en: 'Required headers not found',
    es: 'No se encuentran las cabeceras obligatorias',
    ca: 'No es troben les capçaleres obligatòries',
  },
  CUSTOMER_IDENTIFIER_REQUIRED: {
    en: 'nif or alternative_id is required',
    es: 'nif o alternative_id es obligatorio',
    ca: 'nif o alternative_id és obligatori',
  },
  'identifier.required': {
    en: '{place}nif or {place}alternative_id is required',
    es: '{place}nif o {place}alternative_id es obligatorio',
    ca: '{place}nif o {place}alternative_id és obligatori',
  },
  'identifier.both': { en: 'excludes nif', es: 'excluye nif', ca: 'exclou nif' },
  NIF_INVALID_FORMAT: {
    en: 'is not a NIF: nine characters, letters in upper case',
    es: 'no es un NIF: nueve caracteres, letras mayúsculas',
    ca: 'no és un NIF: nou caràcters, lletres majúscules',
  },
  NIF_INVALID_CONTROL_DIGIT: {
    en: 'has a wrong control character',
    es: 'tiene un carácter de control incorrecto',
    ca: 'té un caràcter de control incorrecte',
  },
  ALTERNATIVE_ID_INVALID: {
    en: 'must not be blank',
    es: 'no debe estar en blanco',
    ca: 'no ha d’estar en blanc',
  },
  ALTERNATIVE_ID_SPAIN_INVALID_TYPE: {
    en: 'must be 03 or 07 with country ES, not {type}',
    es: 'debe ser 03 o 07 con el país ES, no {type}',
    ca: 'ha de ser 03 o 07 amb el país ES, no {type}',
  },
  ALTERNATIVE_ID_REQUIRES_SPAIN: {
    en: 'must be ES with type 07',
    es: 'debe ser ES con el tipo 07',
    ca: 'ha de ser ES amb el tipus 07',
  },
  ALTERNATIVE_ID_VAT_REQUIRES_EU_COUNTRY: {
    en: 'must be an EU member state',
    es: 'debe ser un Estado miembro de la UE',
    ca: 'ha de ser un estat membre de la UE',
  },
  ALTERNATIVE_ID_VAT_INVALID_FORMAT: {
    en: 'is not a VAT number of {country}',
    es: 'no es un número de IVA de {country}',
    ca: 'no és un número d’IVA de {country}',
  },
  'vat.prefix': {
    en: 'must be a VAT number that begins with {prefix}',
    es: 'debe ser un número de IVA que empiece por {prefix}',
    ca: 'ha de ser un número d’IVA que comenci per {prefix}',
  },
  'vat.anyPrefix': {
    en: 'must begin with the prefix of an EU member state',
    es: 'debe empezar por el prefijo de un Estado miembro de la UE',
    ca: 'ha de començar pel prefix d’un estat membre de la UE',
  },
  COUNTRY_CODE_REQUIRED: {
    en: 'is no country that is known: send country_code',
    es: 'no es un país conocido: envíe country_code',
    ca: 'no és un país conegut: envieu country_code',
  },
  'country.noCode': {
    en: 'is no country of ISO 3166',
    es: 'no es un país de la ISO 3166',
    ca: 'no és un país de la ISO 3166',
  },
  COUNTRY_CODE_MISMATCH: {
    en: 'is not that of {country}, which is {code}',
    es: 'no es el de {country}, que es {code}',
    ca: 'no és el de {country}, que és {code}',
  },

  // Invoices
  INVOICE_NOT_FOUND: { en: 'Invoice not found', es: 'Factura no encontrada', ca: 'Factura no trobada' },
  INVOICE_CLIENT_NOT_FOUND: {
    en: 'The customer of the invoice does not exist',
    es: 'El cliente de la factura no existe',
    ca: 'El client de la factura no existeix',
  },
  INVOICE_CLIENT_INACTIVE: {
    en: 'The customer of the invoice is not active',
    es: 'El cliente de la factura no está activo',
    ca: 'El client de la factura no està actiu',
  },
  INVOICE_NOT_DRAFT: {
    en: 'Only a draft can be deleted or issued',
    es: 'Solo se puede eliminar o emitir un borrador',
    ca: 'Només es pot eliminar o emetre un esborrany',
  },
  INVOICE_ALREADY_VOIDED: {
    en: 'The invoice is void already',
    es: 'La factura ya está anulada',
    ca: 'La factura ja està anul·lada',
  },
  INVOICE_DUPLICATE_EXTERNAL_REFERENCE: {
    en: 'Another invoice has this external_ref',
    es: 'Otra factura tiene este external_ref',
    ca: 'Una altra factura té aquest external_ref',
  },
  INVOICE_NUMBER_TOO_LONG: {
    en: 'The number of the invoice would be too long',
    es: 'El número de la factura sería demasiado largo',
    ca: 'El número de la factura seria massa llarg',
  },
  INVOICE_NUMBER_INVALID_CHARACTERS: {
    en: 'The number of the invoice would have characters that are not allowed',
    es: 'El número de la factura tendría caracteres no permitidos',
    ca: 'El número de la factura tindria caràcters no permesos',
  },
  EMISSION_NOT_READY: {
    en: 'The invoice cannot be issued yet',
    es: 'La factura todavía no se puede emitir',
    ca: 'La factura encara no es pot emetre',
  },
  TRANSITION_NOT_SUPPORTED: {
    en: 'The invoice cannot go from its status to this one',
    es: 'La factura no puede pasar de su estado a este',
    ca: 'La factura no pot passar del seu estat a aquest',
  },
  STATUS_NOT_MODIFIABLE: {
    en: 'An invoice of this status cannot be changed',
    es: 'Una factura en este estado no se puede modificar',
    ca: 'Una factura en aquest estat no es pot modificar',
  },
  RECIPIENT_ADDRESS_REQUIRED: {
    en: 'recipient.address is required without customer_id',
    es: 'recipient.address es obligatorio sin customer_id',
    ca: 'recipient.address és obligatori sense customer_id',
  },
  'recipient.required': {
    en: 'is required without customer_id',
    es: 'es obligatorio sin customer_id',
    ca: 'és obligatori sense customer_id',
  },
  'date.notAfterToday': {
    en: 'must not be after today',
    es: 'no debe ser posterior a hoy',
    ca: 'no ha de ser posterior a avui',
  },
  'date.notBeforeToday': {
    en: 'must not be before today',
    es: 'no debe ser anterior a hoy',
    ca: 'no ha de ser anterior a avui',
  },
  'invoice.corrective': {
    en: 'A corrective invoice corrects an issued one; this service has none',
    es: 'Una factura rectificativa rectifica una emitida; este servicio no tiene ninguna',
    ca: 'Una factura rectificativa en rectifica una d’emesa; aquest servei no en té cap',
  },
  'invoice.draftsOnly': {
    en: 'This service keeps drafts only: leave options.issue_directly out',
    es: 'Este servicio solo guarda borradores: omita options.issue_directly',
    ca: 'Aquest servei només guarda esborranys: ometeu options.issue_directly',
  },
  LINE_MAIN_TAX_REQUIRED: {
    en: 'A line needs its main_tax',
    es: 'Una línea necesita su main_tax',
    ca: 'Una línia necessita el seu main_tax',
  },
  LINE_SUPLIDO_MUST_HAVE_NO_TAX: {
    en: 'A line of disbursements has no tax',
    es: 'Una línea de suplidos no lleva impuestos',
    ca: 'Una línia de bestretes no porta impostos',
  },
  LINE_UNIT_PRICE_XOR_DECLARED_TOTAL: {
    en: 'A line has exactly one of unit_price, total_excluding_tax and total_including_tax',
    es: 'Una línea tiene exactamente uno de unit_price, total_excluding_tax y total_including_tax',
    ca: 'Una línia té exactament un de unit_price, total_excluding_tax i total_including_tax',
  },
  LINE_DECLARED_TOTAL_FORBIDS_DISCOUNT: {
    en: 'A line with a declared total has no discount',
    es: 'Una línea con un total declarado no lleva descuento',
    ca: 'Una línia amb un total declarat no porta descompte',
  },
  LINE_UNIT_PRICE_OUT_OF_RANGE: {
    en: 'The unit price that follows from the total is too large',
    es: 'El precio unitario que resulta del total es demasiado grande',
    ca: 'El preu unitari que resulta del total és massa gran',
  },
  SIMPLIFICADA_FORBIDS_IRPF: {
    en: 'A simplified invoice withholds no IRPF',
    es: 'Una factura simplificada no lleva retención de IRPF',
    ca: 'Una factura simplificada no porta retenció d’IRPF',
  },
  SIMPLIFIED_INVOICE_EXCEEDS_LEGAL_LIMIT: {
    en: 'A simplified invoice is of at most 3,000 euros with taxes',
    es: 'Una factura simplificada es como máximo de 3.000 euros, impuestos incluidos',
    ca: 'Una factura simplificada és com a màxim de 3.000 euros, impostos inclosos',
  },
  SIMPLIFIED_INVOICE_FORBIDS_IDENTIFIED_RECIPIENT: {
    en: 'The recipient of a simplified invoice has no tax id',
    es: 'El destinatario de una factura simplificada no lleva identificación fiscal',
    ca: 'El destinatari d’una factura simplificada no porta identificació fiscal',
  },
  EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE: {
    en: 'This exemption needs a recipient with a VAT number (NIF_IVA)',
    es: 'Esta exención necesita un destinatario con número de IVA (NIF_IVA)',
    ca: 'Aquesta exempció necessita un destinatari amb número d’IVA (NIF_IVA)',
  },
  EXEMPTION_REGIME_NOT_SUPPORTED_IN_VERIFACTU: {
    en: 'This exemption is not supported',
    es: 'Esta exención no se admite',
    ca: 'Aquesta exempció no s’admet',
  },
  SURCHARGE_REQUIRES_REGIME: {
    en: 'A surcharge needs the tax regime 01 or 18',
    es: 'El recargo necesita el régimen 01 o 18',
    ca: 'El recàrrec necessita el règim 01 o 18',
  },
  REGIME_REQUIRES_SURCHARGE: {
    en: 'The tax regime 18 needs a surcharge',
    es: 'El régimen 18 necesita un recargo',
    ca: 'El règim 18 necessita un recàrrec',
  },
  PAYMENT_DETAILS_REQUIRE_METHOD: {
    en: 'Payment details need a payment method',
    es: 'Los datos de pago necesitan un método de pago',
    ca: 'Les dades de pagament necessiten un mètode de pagament',
  },
  VOID_DATE_BEFORE_ISSUE_DATE: {
    en: 'An invoice is not voided before it is issued',
    es: 'Una factura no se anula antes de emitirse',
    ca: 'Una factura no s’anul·la abans d’emetre’s',
  },

  // Recurring invoices
  RECURRING_NOT_FOUND: {
    en: 'Recurring invoice not found',
    es: 'Factura recurrente no encontrada',
    ca: 'Factura recurrent no trobada',
  },
  RECURRING_STATE_TRANSITION_INVALID: {
    en: 'The recurring invoice cannot go from its status to this one',
    es: 'La factura recurrente no puede pasar de su estado a este',
    ca: 'La factura recurrent no pot passar del seu estat a aquest',
  },
  RECURRING_ALREADY_ENDED: {
    en: 'The recurring invoice has ended',
    es: 'La factura recurrente ha terminado',
    ca: 'La factura recurrent ha acabat',
  },
  RECURRING_END_DATE_BEFORE_START: {
    en: 'end_date must not be before start_date',
    es: 'end_date no debe ser anterior a start_date',
    ca: 'end_date no ha de ser anterior a start_date',
  },
  RECURRING_END_MODE_CONFLICT: {
    en: 'end_date and max_invoices exclude each other',
    es: 'end_date y max_invoices se excluyen',
    ca: 'end_date i max_invoices s’exclouen',
  },
  RECURRING_NO_OCCURRENCE_IN_WINDOW: {
    en: 'No invoice would be due before the recurring invoice ends',
    es: 'No habría ninguna factura antes del fin de la recurrente',
    ca: 'No hi hauria cap factura abans del final de la recurrent',
  },
  RECURRING_NOT_STARTED: {
    en: 'The recurring invoice has not begun',
    es: 'La factura recurrente no ha empezado',
    ca: 'La factura recurrent no ha començat',
  },
  RECURRING_START_DATE_NOT_EDITABLE: {
    en: 'start_date cannot be changed any more',
    es: 'start_date ya no se puede modificar',
    ca: 'start_date ja no es pot modificar',
  },

  // Series
  SERIES_NOT_FOUND: { en: 'Series not found', es: 'Serie no encontrada', ca: 'Sèrie no trobada' },
  SERIES_DEFAULT_NOT_FOUND: {
    en: 'There is no default series for documents of this type',
    es: 'No hay serie predeterminada para documentos de este tipo',
    ca: 'No hi ha sèrie predeterminada per a documents d’aquest tipus',
  },
  SERIES_INCOMPATIBLE_DOC_TYPE: {
    en: 'The series is for documents of another type',
    es: 'La serie es para documentos de otro tipo',
    ca: 'La sèrie és per a documents d’un altre tipus',
  },
  SERIES_INACTIVE: {
    en: 'The series is not active',
    es: 'La serie no está activa',
    ca: 'La sèrie no està activa',
  },

  // What checks of fields say that several dialects share
  'field.required': { en: 'is required', es: 'es obligatorio', ca: 'és obligatori' },
  'field.body': { en: 'the body is required', es: 'el cuerpo es obligatorio', ca: 'el cos és obligatori' },
  'field.unknown': { en: 'unknown', es: 'desconocido', ca: 'desconegut' },
  'field.unclearable': {
    en: 'cannot be cleared',
    es: 'no se puede vaciar',
    ca: 'no es pot buidar',
  },
  'field.atLeast': {
    en: 'must be greater than or equal to {least}',
    es: 'debe ser mayor o igual que {least}',
    ca: 'ha de ser més gran o igual que {least}',
  },
  'field.atMost': {
    en: 'must be less than or equal to {most}',
    es: 'debe ser menor o igual que {most}',
    ca: 'ha de ser menor o igual que {most}',
  },
  'field.wholeNumber': {
    en: 'must be a whole number',
    es: 'debe ser un número entero',
    ca: 'ha de ser un nombre enter',
  },
  'field.yesOrNo': {
    en: 'must be true or false',
    es: 'debe ser true o false',
    ca: 'ha de ser true o false',
  },
  'field.uuid': { en: 'must be a UUID', es: 'debe ser un UUID', ca: 'ha de ser un UUID' },
  'field.oneUuid': { en: "'{id}' is not a UUID", es: "'{id}' no es un UUID", ca: "'{id}' no és un UUID" },
  'field.noCustomer': {
    en: 'names no customer',
    es: 'no nombra a ningún cliente',
    ca: 'no anomena cap client',
  },
  'field.tooManyCustomers': {
    en: 'names {count} customers; at most {most} are taken',
    es: 'nombra a {count} clientes; se admiten como máximo {most}',
    ca: 'anomena {count} clients; se n’admeten com a màxim {most}',
  },
  'field.tooFine': {
    en: 'must be 0 or at least {finest}',
    es: 'debe ser 0 o como mínimo {finest}',
    ca: 'ha de ser 0 o com a mínim {finest}',
  },
  'field.tooDeep': {
    en: 'must not be deeper than {levels} levels',
    es: 'no debe tener más de {levels} niveles',
    ca: 'no ha de tenir més de {levels} nivells',
  },
  'field.tooLong': {
    en: 'must not be longer than {bytes} bytes',
    es: 'no debe tener más de {bytes} bytes',
    ca: 'no ha de tenir més de {bytes} bytes',
  },
  all: { en: '{first}; {others}', es: '{first}; {others}', ca: '{first}; {others}' },
  'field.oneOf': {
    en: 'must be one of {values}',
    es: 'debe ser uno de {values}',
    ca: 'ha de ser un de {values}',
  },
  'field.reason': {
    en: 'must be 1 to 200 printable characters',
    es: 'debe tener de 1 a 200 caracteres imprimibles',
    ca: 'ha de tenir d’1 a 200 caràcters imprimibles',
  },
  'field.dryRun': {
    en: 'must be true, where it is sent',
    es: 'debe ser true, si se envía',
    ca: 'ha de ser true, si s’envia',
  },
  'field.dryRunElsewhere': {
    en: 'is taken by deletes alone: nothing was done',
    es: 'solo se admite en eliminaciones: no se hizo nada',
    ca: 'només s’admet en eliminacions: no s’ha fet res',
  },
  'field.oneTag': {
    en: 'must be one entity tag, or *',
    es: 'debe ser una sola etiqueta de entidad, o *',
    ca: 'ha de ser una sola etiqueta d’entitat, o *',
  },
  'field.tagOfMany': {
    en: 'is taken by deletes of one alone: nothing was done',
    es: 'solo se admite al eliminar uno: no se hizo nada',
    ca: 'només s’admet en eliminar-ne un: no s’ha fet res',
  },
  'field.of': { en: '{field}: {problem}', es: '{field}: {problem}', ca: '{field}: {problem}' },
  'body.notJson': {
    en: 'the body is not valid JSON',
    es: 'el cuerpo no es JSON válido',
    ca: 'el cos no és JSON vàlid',
  },
  'body.key': {
    en: 'the key {key} is not allowed',
    es: 'la clave {key} no está permitida',
    ca: 'la clau {key} no està permesa',
  },
  'body.tooManyValues': {
    en: 'the body has more than {most} values',
    es: 'el cuerpo tiene más de {most} valores',
    ca: 'el cos té més de {most} valors',
  },
  'body.surrogate': {
    en: 'the body has half a surrogate pair',
    es: 'el cuerpo tiene medio par sustituto',
    ca: 'el cos té mig parell substitut',
  },
} as const satisfies Readonly<Record<string, Texts>>;

export type WordKey = keyof typeof WORDS;

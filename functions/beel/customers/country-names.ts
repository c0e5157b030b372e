/**
 * Countries by their code of ISO 3166: the name in Spanish, then what else they are called in Spanish, English or
 * Catalan, where it is another word. Made of i18n-iso-countries 7.14.0, which a test holds it against: a table of 8 KB,
 * where the library is 33.
 */
export const COUNTRY_NAMES = `AD Andorra
AE Emiratos Árabes Unidos|United Arab Emirates|Emirats Àrabs Units
AF Afganistán|Afghanistan
AG Antigua y Barbuda|Antigua and Barbuda|Antigua i Barbuda
AI Anguila|Anguilla
AL Albania
AM Armenia
AO Angola
AQ Antártida|Antarctica
AR Argentina
AS Samoa Americana|American Samoa|Samoa Nord-americana
AT Austria
AU Australia
AW Aruba
AX Islas Åland|Åland Islands|Åland, illes
AZ Azerbaiyán|Azerbaijan|Azerbaidjan
BA Bosnia y Herzegovina|Bosnia and Herzegovina|Bòsnia i Hercegovina
BB Barbados
BD Bangladesh|Bangla Desh
BE Bélgica|Belgium
BF Burkina Faso
BG Bulgaria
BH Bahrein|Bahrain
BI Burundi
BJ Benin
BL Saint Barthélemy
BM Bermudas|Bermuda|Bermudes
BN Brunei Darussalam|Brunei
BO Bolivia
BQ Bonaire, San Eustaquio y Saba|Bonaire, Sint Eustatius and Saba|Bonaire, Sint Eustatius i Saba
BR Brasil|Brazil
BS Bahamas|Bahames
BT Bután|Bhutan
BV Isla Bouvet|Bouvet Island|Bouvet
BW Botswana
BY Bielorrusia|Belarus|Bielorússia
BZ Belice|Belize
CA Canadá
CC Islas Cocos (Keeling)|Cocos (Keeling) Islands|Cocos, illes
CD Congo (República Democrática del)|Democratic Republic of the Congo
CF República Centroafricana|Central African Republic|Centreafricana, República
CG Congo|Republic of the Congo|Congo, República del
CH Suiza|Switzerland|Suïssa
CI Costa de Marfil|Cote d'Ivoire|Costa d'Ivori|Ivory Coast
CK Islas Cook|Cook Islands|Cook, illes
CL Chile|Xile
CM Camerún|Cameroon
CN China|People's Republic of China|Xina
CO Colombia
CR Costa Rica
CU Cuba
CV Cabo Verde|Cape Verde|Cap Verd
CW Curaçao
CX Isla de Navidad|Christmas Island|Christmas, illa
CY Chipre|Cyprus|Xipre
CZ República Checa|Czech Republic|Txèquia|Czechia
DE Alemania|Germany|Alemanya
DJ Yibuti|Djibouti
DK Dinamarca|Denmark
DM Dominica
DO República Dominicana|Dominican Republic
DZ Argelia|Algeria
EC Ecuador|Equador
EE Estonia
EG Egipto|Egypt|Egipte
EH Sahara Occidental|Western Sahara
ER Eritrea
ES España|Spain|Espanya
ET Etiopía|Ethiopia
FI Finlandia|Finland
FJ Fiji
FK Islas Malvinas|Falkland Islands (Malvinas)|Malvines, illes
FM Micronesia|Micronesia, Federated States of|Micronèsia, Estats Federats de
FO Islas Feroe|Faroe Islands|Fèroe, illes
FR Francia|France|França
GA Gabón
GB Reino Unido|United Kingdom|Regne Unit|Great Britain
GD Granada|Grenada
GE Georgia
GF Guayana Francesa|French Guiana|Guaiana Francesa
GG Guernsey
GH Ghana
GI Gibraltar
GL Groenlandia|Greenland
GM Gambia|Republic of The Gambia|The Gambia
GN Guinea|República de Guinea
GP Guadalupe|Guadeloupe
GQ Guinea Ecuatorial|Equatorial Guinea
GR Grecia|Greece
GS Georgia del Sur y las Islas Sandwich del Sur|South Georgia and the South Sandwich Islands|Geòrgia del Sud i Sandwich del Sud, illes
GT Guatemala
GU Guam
GW Guinea Bissau
GY Guyana
HK Hong Kong
HM Heard e Islas McDonald|Heard Island and McDonald Islands|Heard, illa i McDonald, illes
HN Honduras|Hondures
HR Croacia|Croatia
HT Haití
HU Hungría|Hungary|Hongria
ID Indonesia
IE Irlanda|Ireland
IL Israel
IM Isla de Man|Isle of Man|Illa de Man
IN India
IO Territorio Británico del Océano Índico|British Indian Ocean Territory|Territori Britànic de l'Oceà Índic
IQ Iraq
IR Irán|Islamic Republic of Iran|República Islámica de Irán
IS Islandia|Iceland
IT Italia|Italy
JE Jersey
JM Jamaica
JO Jordania|Jordan
JP Japón|Japan|Japó
KE Kenia|Kenya
KG Kirguistán|Kyrgyzstan|Kirguizistan
KH Camboya|Cambodia|Cambodja
KI Kiribati
KM Comoras|Comoros|Comores
KN Saint Kitts y Nevis|Saint Kitts and Nevis|Saint Kitts i Nevis
KP República Popular Democrática de Corea|North Korea|Corea del Nord
KR República de Corea|South Korea|Corea del Sud|Korea, Republic of
KW Kuwait
KY Islas Caimán|Cayman Islands|Caiman, illes
KZ Kazajistán|Kazakhstan
LA República Democrática Popular de Lao|Lao People's Democratic Republic|Laos
LB Líbano|Lebanon|Líban
LC Santa Lucía|Saint Lucia
LI Liechtenstein
LK Sri Lanka
LR Liberia
LS Lesoto|Lesotho
LT Lituania|Lithuania
LU Luxemburgo|Luxembourg|Luxemburg
LV Letonia|Latvia
LY Libia|Libya
MA Marruecos|Morocco|Marroc
MC Mónaco
MD Moldavia|Moldova, Republic of
ME Montenegro
MF Saint Martin (francesa)|Saint Martin (French part)|Saint-Martin
MG Madagascar
MH Islas Marshall|Marshall Islands|Marshall, illes
MK Macedonia del Norte|The Republic of North Macedonia|Macedònia del Nord|North Macedonia
ML Malí
MM Myanmar
MN Mongolia
MO Macao|Macau
MP Islas Marianas del Norte|Northern Mariana Islands|Mariannes Septentrionals, illes
MQ Martinica|Martinique
MR Mauritania
MS Montserrat
MT Malta
MU Mauricio|Mauritius|Maurici
MV Maldivas|Maldives
MW Malaui|Malawi
MX México|Mèxic
MY Malasia|Malaysia|Malàisia
MZ Mozambique|Moçambic
NA Namibia
NC Nueva Caledonia|New Caledonia|Nova Caledònia
NE Níger
NF Isla Norfolk|Norfolk Island|Norfolk, illa
NG Nigeria
NI Nicaragua
NL Países Bajos|Netherlands|Països Baixos|The Netherlands|Netherlands (Kingdom of the)
NO Noruega|Norway
NP Nepal
NR Nauru
NU Niue
NZ Nueva Zelanda|New Zealand|Nova Zelanda
OM Omán
PA Panamá
PE Perú
PF Polinesia Francesa|French Polynesia
PG Papua Nueva Guinea|Papua New Guinea|Papua Nova Guinea
PH Filipinas|Philippines|Filipines
PK Pakistán
PL Polonia|Poland
PM San Pedro y Miquelón|Saint Pierre and Miquelon|Saint-Pierre i Miquelon
PN Pitcairn|Pitcairn, illes|Pitcairn Islands
PR Puerto Rico
PS Palestina|State of Palestine|Palestine
PT Portugal
PW Palau
PY Paraguay|Paraguai
QA Catar|Qatar
RE Reunión|Reunió, illa de la
RO Rumanía|Romania
RS Serbia
RU Rusia|Russian Federation|Rússia
RW Ruanda|Rwanda
SA Arabia Saudita|Saudi Arabia
SB Islas Salomón|Solomon Islands|Salomó
SC Seychelles
SD Sudán
SE Suecia|Sweden
SG Singapur|Singapore
SH Santa Helena, Ascensión y Tristán de Acuña|Saint Helena|Santa Helena
SI Eslovenia|Slovenia
SJ Svalbard y Jan Mayen|Svalbard and Jan Mayen|Svalbard i Jan Mayen
SK Eslovaquia|Slovakia
SL Sierra Leona|Sierra Leone
SM San Marino
SN Senegal
SO Somalia
SR Suriname|Surinam
SS Sudán del Sur|South Sudan|Sudan del Sud
ST Santo Tomé y Príncipe|Sao Tome and Principe|São Tomé i Príncipe
SV El Salvador
SX Sint Maarten (neerlandesa)|Sint Maarten (Dutch part)|Sint Maarten
SY República Árabe Siria|Syrian Arab Republic|Síria
SZ Esuatini|Eswatini|Swazilàndia
TC Islas Turcas y Caicos|Turks and Caicos Islands|Turks i Caicos, illes
TD Chad|Txad
TF Tierras Australes Francesas|French Southern Territories|Territoris Francesos del Sud
TG Togo
TH Tailandia|Thailand
TJ Tayikistán|Tajikistan|Tadjikistan
TK Tokelau
TL Timor-Leste|Timor Oriental
TM Turkmenistán
TN Túnez|Tunisia
TO Tonga
TR Turquía|Türkiye|Turkey
TT Trinidad y Tobago|Trinidad and Tobago|Trinitat i Tobago
TV Tuvalu
TW Taiwán|Taiwan, Province of China
TZ Tanzania|United Republic of Tanzania
UA Ucrania|Ukraine|Ucraïna
UG Uganda
UM Islas Ultramarinas Menores de los Estados Unidos|United States Minor Outlying Islands|Illes Perifèriques Menors dels EUA
US Estados Unidos|United States of America|Estats Units (EUA)|United States
UY Uruguay|Uruguai
UZ Uzbekistán
VA Santa Sede|Holy See (Vatican City State)|Vaticà, Ciutat del
VC San Vicente y las Granadinas|Saint Vincent and the Grenadines|Saint Vincent i les Grenadines
VE Venezuela|Veneçuela
VG Islas Vírgenes británicas|Virgin Islands, British|Verges Britàniques, illes
VI Islas Vírgenes de los Estados Unidos|Virgin Islands, U.S.|Verges Nord-americanes, illes
VN Vietnam
VU Vanuatu
WF Wallis y Futuna|Wallis and Futuna|Wallis i Futuna
WS Samoa
XK Kosovo
YE Yemen|Iemen
YT Mayotte
ZA Sudáfrica|South Africa|Sud-àfrica
ZM Zambia
ZW Zimbabue|Zimbabwe`;

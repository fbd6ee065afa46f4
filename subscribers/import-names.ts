import { plainName } from './plain-name.ts';

/** The header of import and export. Order is free. */
export const COLUMNS = [
  'email',
  'name',
  'organisation',
  'sections',
  'consent_at',
  'consent_source',
  'language',
] as const;
export const FIELDS = [...COLUMNS, 'first_name', 'last_name', 'state'] as const;
export type Field = (typeof FIELDS)[number];
export type PlainField = Exclude<Field, 'state'>;

/**
 * What other programs and languages call our columns, as `plainName` writes it, the most certain first. A column whose
 * name only may mean it (`Topics`, `Work Email`, `created_at`) is not here: `--map` says so.
 */
export const SYNONYMS: Record<PlainField, readonly string[]> = {
  email: [
    'email',
    'emailaddress',
    'emailadress',
    'emailadresse',
    'adresseemail',
    'adressemail',
    'courriel',
    'correoelectronico',
    'indirizzoemail',
    'emailid',
    'mailaddress',
    'mail',
  ],
  name: ['name', 'fullname', 'displayname', 'contactname', 'subscribername'],
  first_name: ['firstname', 'fname', 'givenname', 'forename', 'vorname', 'prenom'],
  last_name: ['lastname', 'lname', 'surname', 'familyname', 'nachname'],
  organisation: [
    'organisation',
    'organization',
    'organisationname',
    'organizationname',
    'company',
    'companyname',
    'employer',
    'firma',
  ],
  sections: ['sections', 'section'],
  consent_at: [
    'consentat',
    'consentdate',
    'consenttime',
    'consentedat',
    'dateofconsent',
    'confirmtime',
    'confirmedat',
    'confirmationtime',
    'confirmdate',
    'optintime',
    'optindate',
    'optinat',
    'optedinat',
  ],
  consent_source: ['consentsource', 'sourceofconsent', 'optinsource'],
  language: ['language', 'preferredlanguage', 'languagepreference', 'iaith'],
};
/** Columns in which some programs put the address, where no other is called one: MailerLite, GovDelivery, lists. */
export const ADDRESS_OF_LAST_RESORT = [
  'subscriber',
  'subscriberemail',
  'destination',
  'contactemail',
  'primaryemail',
  'email1',
  'email1value',
];

/** Names that may hold what is missing: proposed, never taken. */
export const MAY_HOLD: Partial<Record<Field, RegExp>> = {
  email: /e-?mail|address|adresse/i,
  sections: /topic|interest|section|group|categor|subscription|list|segment|tag/i,
};

const SEPARATORS = [',', ';', '\t', '|'];

/** Pure: what separates the columns, by which of them the first line names the most columns that are known. */
export function separatorFor(firstLine: string, told: readonly string[] = []): string {
  const known = new Set([
    ...Object.values(SYNONYMS).flat(),
    ...ADDRESS_OF_LAST_RESORT,
    ...told.map(plainName),
  ]);
  const scored = SEPARATORS.map((separator) => {
    const names = firstLine.split(separator).map(plainName);
    return { separator, known: names.filter((name) => known.has(name)).length, fields: names.length };
  });
  scored.sort((a, b) => b.known - a.known || b.fields - a.fields);
  return scored[0]?.separator ?? ',';
}

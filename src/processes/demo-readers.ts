/** Sample subscribers as the import's CSV: the same for the same number, with choices as varied as real ones. */
export function demoReaders(howMany: number, sections: readonly string[]): string {
  const rows = Array.from({ length: howMany }, (_, index) => row(index, sections));
  return ['email,name,organisation,sections,consent_at,consent_source', ...rows, ''].join('\n');
}

const FIRST = [
  'Aisha',
  'Ben',
  'Carys',
  'Dev',
  'Eilidh',
  'Femi',
  'Grace',
  'Hassan',
  'Isla',
  'Jonah',
  'Kiran',
  'Leila',
  'Morgan',
];
const LAST = [
  'Adeyemi',
  'Brown',
  'Clarke',
  'Davies',
  'Evans',
  'Fraser',
  'Gupta',
  'Hughes',
  'Iqbal',
  'Jones',
  'Kelly',
];
const FOR = [
  'Northshire Police',
  'Eastmere Council',
  'Harbour Trust',
  'Westvale Fire and Rescue',
  'Riverside Housing',
  '',
];

function row(index: number, sections: readonly string[]): string {
  const name = `${pick(FIRST, index)} ${pick(LAST, index * 7 + 3)}`;
  const email = `reader-${String(index + 1).padStart(4, '0')}@example.org`;
  const day = String((index % 28) + 1).padStart(2, '0');
  return [
    email,
    name,
    pick(FOR, index * 5),
    choice(index, sections),
    `2025-0${(index % 9) + 1}-${day}`,
    'demo',
  ].join(',');
}

/** Every fifth takes all; the others one to four, spread so that dozens of different sets arise. */
function choice(index: number, sections: readonly string[]): string {
  if (index % 5 === 0) return '*';
  const many = 1 + ((index * 3) % 4);
  const chosen = Array.from({ length: many }, (_, nth) =>
    pick(sections, (index * 2_654_435_761 + nth * 40_503) >>> (nth + 7)),
  );
  return [...new Set(chosen)].join(';');
}

const pick = <T>(list: readonly T[], index: number) => list[index % list.length] as T;

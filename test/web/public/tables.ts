type Table = { name: string; language?: string; body: string };

/** Tables as people write them. */
export const TABLES: readonly Table[] = [
  { name: 'narrow', body: '| Town | Desks |\n|---|--:|\n| Marlhaven | 12 |\n| Oxcombe | 3 |' },
  {
    name: 'wide',
    body: `| Event | When | Where | Who may come | Cost | Book |
|:--|--:|:-:|---|---|---|
| Drop-in about doorstep crime and scams | Thursday 14 May 2026, 10am to noon | Calverstone Town Hall, High Street | Everybody who lives in the ward | Free | https://www.example.org/book/an-event-with-a-very-long-name-2026-and-more |
| Webinar | 15 May | online | Members | £5 | [Book the webinar](https://example.org/w) |`,
  },
  {
    name: 'long-words',
    body: `| Word | Where it is used |
|---|---|
| Donaudampfschifffahrtsgesellschaftskapitän | Vienna |
| Responsibilities and accountability | Calverstone |
| Straßenverkehrsordnung | Schifffahrtsgesellschaft |`,
  },
  {
    name: 'numbers',
    body: `| Year | Income | Spent | Left | Share |
|---|--:|--:|--:|--:|
| 2024/25 | £1,204,300.50 | £1,100,000 | −£104,300.50 | 91.3% |
| 2025–26 | £12,204,300.50 | £11,100,000 | £1,104,300.50 | 90.95% |
| Tel. | 020 7946 0101 | +44 20 7946 0101 | 2026-05-14 | 10:30–12:45 |`,
  },
  {
    name: 'two-numbers',
    body: '| £1,204,300,000.50 | €1,100,000,000.25 |\n|--:|--:|\n| 1,000,000,000,000 | 999,999,999,999 |',
  },
  {
    name: 'pasted',
    body: `<table border=1 width=900><caption>Opening hours</caption><tr><th>Day</th><th colspan=2>Hours at each of the libraries</th></tr>
<tr><th rowspan=2>Monday</th><td nowrap>9am to 12.30pm</td><td>Marlhaven Central</td></tr><tr><td>1.30pm to 5pm</td><td>Oxcombe</td></tr></table>`,
  },
  {
    name: 'in-a-list',
    body: '1. First\n\n   | Organisation | Telephone | E-mail |\n   |---|---|---|\n   | Neighbourhood team | 020 7946 0101 | [neighbourhood@example.org](mailto:neighbourhood@example.org) |',
  },
  {
    name: 'in-a-quotation',
    body: '> | Organisation | Responsibility | Representative |\n> |---|---|---|\n> | Neighbourhood team | Communications | Counterterrorism |',
  },
  {
    name: 'many-columns',
    body: `|${' Month |'.repeat(12)}\n|${'--:|'.repeat(12)}\n|${' 1,204 |'.repeat(12)}`,
  },
  {
    name: 'code',
    body: '| Setting | Value |\n|---|---|\n| `PUBLIC_URL` | `https://bulletin.example.org/a/b/c/d/e/f/g` |\n\n```\na line that is kept as it was typed, however long it is, and that is wider than any telephone\n```',
  },
  {
    name: 'lists-in-cells',
    body: '<table><tr><th>Team</th><th>What it does all the year round</th></tr><tr><td>Neighbourhood</td><td><ul><li>Communications and engagement</li><li>Counterterrorism</li></ul></td></tr></table>',
  },
  {
    name: 'no-headings',
    body: '<table><tr><td>Neighbourhood Coordinator</td><td>Communications Representative</td><td>01632 960123</td></tr></table>',
  },
  {
    name: 'arabic',
    language: 'ar',
    body: 'جدول المواعيد\n\n| اليوم | المكان | الوقت | الهاتف |\n|---|---|--:|---|\n| الاثنين والثلاثاء | المكتبة المركزية في المدينة | من الساعة ١٠:٣٠ | 020 7946 0101 |\n\nOne English line.',
  },
  {
    name: 'welsh',
    language: 'cy',
    body: '| Lle | Cyfrifoldebau |\n|---|---|\n| Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch | Gwasanaethau cymdeithasol |',
  },
  {
    name: 'chinese',
    language: 'zh',
    body: '| 城市 | 电话 | 地址 |\n|---|---|---|\n| 北京市朝阳区 | 020 7946 0101 | 北京市朝阳区建国门外大街一号国贸大厦 |',
  },
];

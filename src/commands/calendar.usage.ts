import { type Command, Option } from 'commander';
import { emailAddress, wholeNumber } from './arguments.ts';
import { later, noun } from './command.ts';

const DATE =
  'the day on which it is sent, such as 2027-02-02; with a time, 2027-02-02T09:00, where several are';
const NEW_DATE = 'a day, at the same time of day, or with a time: 2027-02-09T09:00 in TIME_ZONE';

export function registerCalendar(program: Command): void {
  const calendar = noun(program, 'calendar', 'the year’s editions: look at it, move, skip, add, pause');
  calendar
    .command('list')
    .description('each edition with its dates: copy deadline, assembly, approval, send')
    .option('--year <year>', 'which year (default: the next twelve months)', wholeNumber)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./calendar.ts')).calendarList));
  calendar
    .command('move')
    .description(
      'give an edition another send date; one whose run has begun is sent then; what came too late is planned anew',
    )
    .argument('<date>', DATE)
    .argument('<new-date>', NEW_DATE)
    .option('--reason <text>', 'why', '')
    .option('--as <email>', 'who moves it', emailAddress)
    .action(later(async () => (await import('./calendar.ts')).calendarMove));
  calendar
    .command('skip')
    .description('have nothing start for a date')
    .argument('<date>', DATE)
    .requiredOption('--reason <text>', 'why')
    .option('--as <email>', 'who skips it', emailAddress)
    .action(later(async () => (await import('./calendar.ts')).calendarSkip));
  calendar
    .command('add')
    .description('plan a special edition beside those of the cadence')
    .argument('<date>', NEW_DATE)
    .option('--reason <text>', 'why', '')
    .option('--as <email>', 'who plans it', emailAddress)
    .action(later(async () => (await import('./calendar.ts')).calendarAdd));
  calendar
    .command('send')
    .description('of what came too late: have the next edition begin now, and sent once it is approved')
    .argument('<date>', DATE)
    .option('--as <email>', 'who has it sent', emailAddress)
    .action(later(async () => (await import('./calendar.ts')).calendarSend));
  calendar
    .command('address')
    .description('make a secret address of the calendar for calendar programs, and print it this once')
    .action(later(async () => (await import('./calendar.ts')).calendarAddress));
  calendar
    .command('revoke')
    .description('end every secret address of the calendar')
    .action(later(async () => (await import('./calendar.ts')).calendarRevoke));
  calendar
    .command('pause')
    .description('have no edition start by itself; the same as `flows off edition`')
    .action(later(async () => (await import('./calendar.ts')).calendarPause));
  calendar
    .command('resume')
    .description('have editions start by themselves again; the same as `flows on edition`')
    .action(later(async () => (await import('./calendar.ts')).calendarResume));
  calendar
    .command('holidays')
    .description('the bank holidays that are no working days here; add one, or remove one')
    .addOption(
      new Option('--of <division>', 'whose (default: as BANK_HOLIDAYS says)').choices([
        'england-and-wales',
        'scotland',
        'northern-ireland',
      ]),
    )
    .option('--add <day>', 'a day, such as 2029-01-01')
    .option('--name <text>', 'what the added day is called')
    .option('--remove <day>', 'a day')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./calendar.ts')).calendarHolidays));
}

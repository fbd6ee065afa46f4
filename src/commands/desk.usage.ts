import { type Command, Option } from 'commander';
import { calendarDay, emailAddress } from './arguments.ts';
import { later, noun } from './command.ts';

/** Who works at the desk, and with which roles. */
export function registerDesk(program: Command): void {
  const desk = noun(program, 'desk', 'the people of the desk: invite, list and remove them, let them in');
  desk
    .command('invite')
    .description('make somebody one of the desk, or give them other roles')
    .argument('<email>', 'their address', emailAddress)
    .addOption(
      new Option('--role <role...>', 'admin, approver or editor; several are allowed')
        .choices(['admin', 'approver', 'editor'])
        .makeOptionMandatory(),
    )
    .option('--name <name>', 'what they are called, in lists and on record')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./desk.ts')).invite));
  desk
    .command('sign-in')
    .description(
      'print a link that signs somebody of the desk in, in whatever browser opens it; once, for 15 minutes',
    )
    .argument('<email>', 'their address', emailAddress)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./desk-sign-in.ts')).signInCommand));
  desk
    .command('people')
    .description('who works at the desk, with their roles')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./desk.ts')).people));
  desk
    .command('deputy')
    .description(
      'name who is asked to approve in somebody’s place once they have not answered; `--none`: nobody any more',
    )
    .argument('[email]', 'the deputy’s address', emailAddress)
    .addOption(new Option('--for <email>', 'whose deputy').argParser(emailAddress).makeOptionMandatory())
    .option('--from <day>', 'from this day on, such as 2027-01-31 (default: at once)', calendarDay)
    .option('--until <day>', 'until this day, it included (default: for ever)', calendarDay)
    .option('--none', 'nobody stands in for them any more')
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./desk-deputy.ts')).deputyCommand));
  desk
    .command('remove')
    .description('end somebody’s belonging to the desk; where they are signed in ends with it')
    .argument('<email>', 'their address', emailAddress)
    .option('--json', 'as JSON')
    .action(later(async () => (await import('./desk.ts')).removePersonCommand));
}

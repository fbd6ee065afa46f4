import type { Command } from 'commander';
import { later, noun } from './command.ts';

export function registerSignUp(program: Command): void {
  const signUp = noun(program, 'signup', 'ways to subscribe from other sites and from paper');
  signUp
    .command('form')
    .description('print the HTML of a form for a page of another site')
    .option('--sections <list>', 'the form means these, as in "news,events"; without it the reader chooses')
    .action(later(async () => (await import('./sign-up.ts')).printForm));
  signUp
    .command('qr')
    .description('write a QR code for posters, as SVG, that leads to the sign-up')
    .option('--sections <list>', 'these are ticked there, as in "news,events"')
    .option('--out <file>', 'the file', 'sign-up.svg')
    .action(later(async () => (await import('./sign-up.ts')).writeCode));
}

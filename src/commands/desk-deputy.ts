import { endDeputy, nameDeputy, personBy } from '../access/index.ts';
import { type Day, type Db, type EmailAddress, fault, type NamedPerson } from '../core/index.ts';
import { say, sayJson } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';

type Asked = { for: EmailAddress; from?: Day; until?: Day; none?: boolean; json?: boolean };

/** @throws Fault as `nameDeputy`; `invalid` unless either a deputy or `--none` is given */
export const deputyCommand = (email: EmailAddress | undefined, asked: Asked) =>
  acting('people.change', OPERATOR, async (app, by) => {
    const { for: of, from, until, none = false, json } = asked;
    if ((email === undefined) !== none)
      throw fault('invalid', 'Give the address of the deputy, or `--none` for nobody.');
    const person = await requirePerson(app.db, of);
    if (email === undefined) {
      await endDeputy(app, person.id, by);
      if (json) sayJson({ for: of, deputy: null });
      else say(`Nobody stands in for ${person.name} any more.`);
      return;
    }
    const deputy = await requirePerson(app.db, email);
    await nameDeputy(app, person.id, { deputy: deputy.id, from, until, by });
    const days = `${from ? ` from ${from}` : ''}${until ? ` until ${until}` : ''}`;
    if (json) sayJson({ for: of, deputy: email, from: from ?? null, until: until ?? null });
    else say(`${deputy.name} is asked in the place of ${person.name}${days}, once they have not answered.`);
  });

async function requirePerson(db: Db, email: EmailAddress): Promise<NamedPerson> {
  const found = await personBy(db, email);
  if (found) return found;
  throw fault(
    'not-found',
    `Nobody of the desk has the address ${email}: \`quarterly desk people\` lists them.`,
  );
}

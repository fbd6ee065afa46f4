import { raw } from 'hono/html';
import type { StoryGroup } from '../../test/stories/story.ts';

const STYLE = `
:root { color-scheme: light dark; --page: #fff; --text: #1c2126; --quiet: #5b6670; --rule: #dde2e6; --tint: #f3f5f6; --link: #1d5fa5 }
@media (prefers-color-scheme: dark) { :root { --page: #15181b; --text: #e6e9ec; --quiet: #9aa5ae; --rule: #2d343a; --tint: #1d2226; --link: #8ab8ea } }
* { box-sizing: border-box }
body { margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / 270px 1fr; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
nav { grid-row: 1 / 3; overflow-y: auto; padding: 20px 12px 40px 20px; border-right: 1px solid var(--rule) }
h1 { margin: 0 0 4px; font-size: 18px } nav p { margin: 0 0 12px; color: var(--quiet); font-size: 13px }
h2 { margin: 20px 0 4px; font-size: 13px; color: var(--quiet); font-weight: 600 }
ul { margin: 0; padding: 0; list-style: none }
nav a { display: block; padding: 3px 8px; border-radius: 5px; color: var(--text); text-decoration: none; overflow-wrap: anywhere }
nav a:hover { background: var(--tint) } nav a[aria-current] { background: var(--link); color: var(--page) }
form { display: flex; flex-wrap: wrap; gap: 4px 28px; padding: 10px 20px; border-bottom: 1px solid var(--rule) }
fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: 12px; align-items: center } legend { float: left; margin-right: 4px; color: var(--quiet) }
label { display: flex; gap: 5px; align-items: center }
main { background: var(--tint); overflow: auto; padding: 20px }
iframe { display: block; height: 100%; width: 375px; margin: 0 auto; border: 1px solid var(--rule); background: #fff }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px }
@media (max-width: 700px) { body { display: block; height: auto } nav { border: 0 } main { height: 90vh; padding: 8px } iframe { max-width: 100% } }
`;

// The choice stands in the address, so that it can be sent to somebody: #editions/all-sections,800,dark,off
const SCRIPT = `
const frame = document.querySelector('iframe'), form = document.querySelector('form');
const links = [...document.querySelectorAll('nav a')];
const place = (link) => link.getAttribute('href').replace(/\\/light\\.html$/, '');
let story = place(links[0]);
function show() {
  const { width, scheme, images } = Object.fromEntries(new FormData(form));
  const file = story + '/' + scheme + (images === 'on' ? '' : '-without-images') + '.html';
  if (frame.getAttribute('src') !== file) frame.setAttribute('src', file);
  frame.style.width = width + 'px';
  for (const link of links) {
    if (place(link) === story) { link.setAttribute('aria-current', 'true'); link.scrollIntoView({ block: 'nearest' }); } else link.removeAttribute('aria-current');
  }
  history.replaceState(null, '', '#' + [story, width, scheme, images].join(','));
}
function read() {
  const [asked, width, scheme, images] = location.hash.slice(1).split(',');
  if (links.some((link) => place(link) === asked)) story = asked;
  for (const [name, value] of Object.entries({ width, scheme, images })) {
    const choice = [...form.querySelectorAll('input')].find((input) => input.name === name && input.value === value);
    if (choice) choice.checked = true;
  }
  show();
}
for (const link of links) link.addEventListener('click', (event) => { event.preventDefault(); story = place(link); show(); });
form.addEventListener('change', show);
addEventListener('hashchange', read);
read();
`;

type ChoiceProps = { name: string; legend: string; of: Record<string, string> };

const choices: readonly ChoiceProps[] = [
  { name: 'width', legend: 'Width', of: { 375: '375', 800: '800' } },
  { name: 'scheme', legend: 'Mode', of: { light: 'Light', dark: 'Dark' } },
  { name: 'images', legend: 'Images', of: { on: 'On', off: 'Off' } },
];

const Choice = ({ name, legend, of }: ChoiceProps) => (
  <fieldset>
    <legend>{legend}</legend>
    {Object.entries(of).map(([value, text], index) => (
      <label>
        <input type="radio" name={name} value={value} checked={index === 0} /> {text}
      </label>
    ))}
  </fieldset>
);

/** The list of all stories beside the one that is looked at. Without scripts the links still open each. */
export function indexPage(groups: readonly StoryGroup[]): string {
  const [first] = groups;
  const address = (group: StoryGroup, name: string) => `${group.slug}/${name}/light.html`;
  const page = (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Stories: every mail and every page in every state</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <nav aria-label="Stories">
          <h1>Stories</h1>
          <p>Every mail and every page in every state</p>
          {groups.map((group) => (
            <section>
              <h2>{group.title}</h2>
              <ul>
                {group.stories.map(({ name }) => (
                  <li>
                    <a href={address(group, name)} target="story">
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <form>
          {choices.map((choice) => (
            <Choice {...choice} />
          ))}
        </form>
        <main>
          <iframe
            name="story"
            title="The story"
            src={first && address(first, first.stories[0]?.name ?? '')}
          />
        </main>
        <script>{raw(SCRIPT)}</script>
      </body>
    </html>
  );
  return `<!doctype html>${page.toString()}`;
}

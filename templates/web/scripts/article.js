// Keeps what is typed in an article and shows it as it stands in the mail; a small toolbar; pasted text comes as Markdown.
// Without this script the page works by its buttons.
import { insertTyped, takePasted } from './pasted.js';

const PAUSE_MS = 250;
const LONGEST_MS = 1_500;
const AGAIN_MS = 2_000;
// A network that drops packets says nothing; without an end one try would wait for minutes, and all that follows with it.
const PATIENCE_MS = 5_000;

const form = document.querySelector('form[data-copy]');
if (form) {
  keepTyped(form);
  const story = form.querySelector('[data-story]');
  if (story) {
    addToolbar(story);
    takePasted(story, form.dataset);
  }
}

function keepTyped(form) {
  const said = form.querySelector('[data-kept]');
  const key = `quarterly.typed.${form.dataset.copy}`;
  const show = preview();
  let timer;
  let since = 0;
  let typed = 0;
  let kept = 0;
  let sending = false;
  let leaving = false;
  let doubtful = false;

  const fields = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (typeof value !== 'string') data.delete(name);
    return data;
  };
  const soon = (pause) => {
    clearTimeout(timer);
    const left = Math.max(0, since + LONGEST_MS - Date.now());
    timer = setTimeout(keep, Math.min(pause, left));
  };
  async function keep() {
    if (sending || leaving || kept === typed) return;
    sending = true;
    const now = typed;
    try {
      const answer = await fetch(form.dataset.copy, {
        method: 'POST',
        body: fields(),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!answer.ok) throw answer;
      kept = now;
      if (kept === typed) store(key, undefined);
      said.textContent = `Kept at ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}, not saved yet.`;
      show();
      if (doubtful) setTimeout(keepOnceMore, PATIENCE_MS);
      doubtful = false;
    } catch (wrong) {
      doubtful ||= wrong.name === 'TimeoutError';
      const why =
        wrong.status === 403
          ? 'You are no longer signed in: sign in in another tab.'
          : 'What you type cannot be sent at the moment.';
      said.textContent = `${why} This browser keeps it, and tries again by itself.`;
      setTimeout(keep, AGAIN_MS);
    }
    sending = false;
    since = Date.now();
    if (kept !== typed) soon(PAUSE_MS);
  }

  // What was given up may arrive behind what came after it, and would stand in its place.
  function keepOnceMore() {
    typed += 1;
    void keep();
  }

  form.addEventListener('input', () => {
    if (kept === typed) since = Date.now();
    typed += 1;
    store(key, Object.fromEntries([...fields()].filter(([, value]) => typeof value === 'string')));
    soon(PAUSE_MS);
  });
  form.addEventListener('submit', () => {
    leaving = true;
    clearTimeout(timer);
    store(key, undefined);
  });
  addEventListener('pagehide', () => {
    if (!leaving && kept !== typed) navigator.sendBeacon(form.dataset.copy, fields());
  });
  offerBack(form, key, said);
}

/** What this browser kept when neither the page nor the server lived on. */
function offerBack(form, key, said) {
  const left = stored(key);
  if (!left) return;
  const differs = Object.entries(left).some(
    ([name, value]) =>
      form.elements[name] && 'value' in form.elements[name] && form.elements[name].value !== value,
  );
  if (!differs) {
    store(key, undefined);
    return;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'govuk-button govuk-button--secondary';
  button.textContent = 'Bring back what was typed here last';
  button.addEventListener('click', () => {
    for (const [name, value] of Object.entries(left)) {
      const field = form.elements[name];
      if (field && 'value' in field && name !== 'base') field.value = value;
    }
    button.remove();
    form.dispatchEvent(new Event('input'));
  });
  said.before(button);
}

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function store(key, value) {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage may be switched off or full; then the server alone keeps it.
  }
}

/** Shows the mail as it is now; while one state is loading, only the last that is asked for is loaded next. */
function preview() {
  const frame = document.querySelector('.desk-frame');
  let loading = false;
  let again = false;
  const show = () => {
    again = loading;
    if (loading || !frame) return;
    loading = true;
    // In place, so that the back button does not step through what was typed.
    frame.contentWindow.location.replace(frame.src);
  };
  frame?.addEventListener('load', () => {
    loading = false;
    if (again) show();
  });
  return show;
}

/** Words for the screen, and what the button puts around or before what is chosen. */
function addToolbar(story) {
  const bar = document.createElement('div');
  bar.className = 'desk-toolbar';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', 'Text tools');
  bar.setAttribute('aria-controls', story.id);
  const tools = [
    ['Bold', () => around(story, '**', '**')],
    ['Italic', () => around(story, '*', '*')],
    ['Heading', () => before(story, '## ')],
    ['Points', () => before(story, '- ')],
    ['Quotation', () => before(story, '> ')],
    ['Link', () => around(story, '[', '](https://)')],
  ];
  const buttons = tools.map(([name, act], index) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.tabIndex = index === 0 ? 0 : -1;
    button.addEventListener('click', act);
    return button;
  });
  bar.append(...buttons);
  // One stop for the tab key, arrows within (ARIA Authoring Practices, toolbar).
  bar.addEventListener('keydown', ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step === undefined) return;
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
  story.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const mark = { b: '**', i: '*' }[event.key];
    if (mark === undefined) return;
    event.preventDefault();
    around(story, mark, mark);
  });
  story.before(bar);
}

function around(story, open, close) {
  const chosen = story.value.slice(story.selectionStart, story.selectionEnd);
  const start = story.selectionStart + open.length;
  insertTyped(story, `${open}${chosen}${close}`);
  story.setSelectionRange(start, start + chosen.length);
}

function before(story, mark) {
  const from = story.value.lastIndexOf('\n', story.selectionStart - 1) + 1;
  const chosen = story.value.slice(from, story.selectionEnd);
  story.setSelectionRange(from, story.selectionEnd);
  insertTyped(
    story,
    chosen
      .split('\n')
      .map((line) => `${mark}${line}`)
      .join('\n'),
  );
}

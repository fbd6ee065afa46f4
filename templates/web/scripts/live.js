import { Idiomorph } from 'idiomorph';

// Keeps the part of a page that lives as it is now. The stream says only that something is other; the page itself is read again, so that
// there is one way in which it is made. Without a stream that works, as behind a proxy that gathers, it is read every four seconds.
const live = document.querySelector('[data-live]');
const EVERY = 4_000;
const AGAIN = 2_000;

let heard = 0;
async function refresh() {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser()
    .parseFromString(await answer.text(), 'text/html')
    .querySelector('[data-shown]');
  // Signed out, or another page: the address says which.
  if (!fresh) return location.reload();
  if (fresh.dataset.shown === live.dataset.shown) return;
  // Element by element, so that a press under way, the focus and what was scrolled to stay where they are.
  Idiomorph.morph(live, fresh, { ignoreActiveValue: true, callbacks: { beforeAttributeUpdated: keepsOpen } });
  if (!fresh.dataset.live) clearInterval(timer);
}

// What somebody has opened stays open.
const keepsOpen = (name, element) => !(name === 'open' && element.matches('details'));

let timer;
function listen(from) {
  const source = new EventSource(from);
  source.addEventListener('state', ({ data }) => {
    heard = Date.now();
    const { shown, moving } = JSON.parse(data);
    if (shown !== live.dataset.shown) void refresh();
    if (!moving) source.close();
  });
  source.addEventListener('error', () => {
    // A server that restarts answers with an error once, and the browser would give up.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(from), AGAIN);
  });
}

if (live) {
  listen(live.dataset.live);
  timer = setInterval(() => {
    if (Date.now() - heard > EVERY) void refresh();
  }, EVERY);
}

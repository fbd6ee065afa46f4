// Keeps the words and the bar of a sending as they are now; without it the page is read again every ten seconds.
const place = document.querySelector('[data-sending]');
const from = place?.getAttribute('data-sending');
if (place && from) {
  const source = new EventSource(from);
  source.addEventListener('state', ({ data }) => {
    const state = JSON.parse(data);
    const bar = place.querySelector('progress');
    const words = place.querySelector('label');
    // What it offers has changed with its state: the page knows better.
    if (!bar === state.of > 0 || !state.moving) return location.replace(location.pathname);
    place.querySelector('p').textContent = state.sentence;
    if (bar) {
      bar.max = state.of;
      bar.value = state.done;
      words.textContent = state.words;
    }
  });
}

// Says how far a worker is, and shows what came of it; without this there is a link for it.
const status = document.querySelector('[data-working]');
const look = async () => {
  try {
    const answer = await fetch(location.href);
    // A server that restarts; a page of an error would never look again.
    if (answer.status >= 500) throw answer;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.querySelector('[data-working]');
    if (!now) return location.reload();
    if (status.textContent !== now.textContent) status.textContent = now.textContent;
  } catch {
    // The network comes back, or somebody loads the page again.
  }
  setTimeout(look, 1_500);
};
if (status) setTimeout(look, 700);

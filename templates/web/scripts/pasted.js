/** Typed in, so that the browser can take it back. */
export function insertTyped(story, text) {
  story.focus();
  if (document.execCommand('insertText', false, text)) return;
  story.setRangeText(text, story.selectionStart, story.selectionEnd, 'end');
  story.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What is pasted with its looks goes to the server, which gives it back as Markdown; `tooLong` is said where it was cut. */
export function takePasted(story, { paste, tooLong }) {
  story.addEventListener('paste', async (event) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    if (html === '') return;
    event.preventDefault();
    const plain = event.clipboardData.getData('text/plain');
    const answer = await fetch(paste, { method: 'POST', body: html }).catch(() => undefined);
    const text = answer?.ok ? await answer.text() : '';
    insertTyped(story, text || plain);
    if (answer?.ok && answer.headers.get('Pasted-Cut')) say(story, tooLong);
  });
}

function say(story, sentence) {
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  story.after(said);
  // Filled after it is there: else nothing is read aloud.
  setTimeout(() => {
    said.textContent = sentence;
  });
}

/** Typed in, so that the browser can take it back. */
export function insertTyped(story, text) {
  story.focus();
  if (document.execCommand('insertText', false, text)) return;
  story.setRangeText(text, story.selectionStart, story.selectionEnd, 'end');
  story.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What is pasted with its looks goes to the server, which gives it back as Markdown. */
export function takePasted(story, address) {
  story.addEventListener('paste', async (event) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    if (html === '') return;
    event.preventDefault();
    const plain = event.clipboardData.getData('text/plain');
    const answer = await fetch(address, { method: 'POST', body: html }).catch(() => undefined);
    const text = answer?.ok ? await answer.text() : '';
    insertTyped(story, text || plain);
  });
}

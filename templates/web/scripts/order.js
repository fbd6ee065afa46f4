// Lets what stands in a list be dragged to its place, besides the buttons that say it; one drag is one press of a button.
for (const list of document.querySelectorAll('.arranged ol')) {
  const items = () => [...list.children].filter((item) => item.dataset.moves);
  if (items().length > 1) for (const item of items()) makeDraggable(item, list, items);
}

function makeDraggable(item, list, items) {
  const handle = document.createElement('span');
  handle.className = 'arranged__handle';
  // The buttons say the same to whoever cannot drag.
  handle.setAttribute('aria-hidden', 'true');
  handle.textContent = '⠿';
  handle.draggable = true;
  const row = item.querySelector('.arranged__row') ?? item;
  row.prepend(handle);
  let before;
  let dropped = false;

  const over = (event) => {
    const under = items().find((other) => {
      const { top, bottom } = other.getBoundingClientRect();
      return event.clientY >= top && event.clientY <= bottom;
    });
    if (!under) return;
    event.preventDefault();
    if (under === item) return;
    const { top, height } = under.getBoundingClientRect();
    list.insertBefore(item, event.clientY < top + height / 2 ? under : under.nextSibling);
  };
  const drop = (event) => {
    event.preventDefault();
    dropped = true;
  };
  handle.addEventListener('dragstart', (event) => {
    before = items();
    dropped = false;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', item.dataset.moves);
    event.dataTransfer.setDragImage(item, 0, 0);
    item.classList.add('arranged--dragged');
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
  });
  handle.addEventListener('dragend', () => {
    item.classList.remove('arranged--dragged');
    document.removeEventListener('dragover', over);
    document.removeEventListener('drop', drop);
    const place = items().indexOf(item);
    // Given up by Escape, or let go beside the list.
    if (!dropped) list.append(...before);
    else if (place !== before.indexOf(item))
      send(list.closest('form'), `${item.dataset.moves} to ${place + 1}`);
  });
}

function send(form, value) {
  const field = document.createElement('input');
  Object.assign(field, { type: 'hidden', name: 'do', value });
  form.append(field);
  form.requestSubmit();
}

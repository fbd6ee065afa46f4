// A list of the desk's navigation that is open covers what is under it.
const more = document.querySelector('.desk-more');
document.addEventListener('click', ({ target }) => {
  if (more?.open && !more.contains(target)) more.open = false;
});
more?.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape' || !more.open) return;
  more.open = false;
  more.querySelector('summary').focus();
});

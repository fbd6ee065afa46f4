// Remembers on this device which sections of an edition a reader chose, only when they ask for it.
// Without this script the form still works: it is a plain GET.
const KEY = 'quarterly.sections';
const form = document.querySelector('form[data-sections]');

const remembered = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Storage may be switched off; then nothing is remembered, and nothing breaks.
    return null;
  }
};

const remember = (sections) => {
  try {
    if (sections === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, sections);
  } catch {
    // As above.
  }
};

if (form) {
  const own = form.dataset.sections.split(' ');
  const query = new URLSearchParams(location.search);
  const kept = remembered();
  const chosen = (kept ?? '').split(',').filter((slug) => own.includes(slug));
  // A link to one article of the edition leads there, whatever its section.
  const asIs = query.has('sections') || query.has('whole') || location.hash !== '';
  if (!asIs && chosen.length > 0 && chosen.length < own.length) {
    location.replace(`${form.getAttribute('action')}?sections=${chosen.join(',')}`);
  }

  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = kept !== null;
  box.id = 'remember';
  box.className = 'govuk-checkboxes__input';
  const label = document.createElement('label');
  label.htmlFor = box.id;
  label.className = 'govuk-label govuk-checkboxes__label';
  label.append(form.dataset.remember);
  const item = document.createElement('div');
  item.className = 'govuk-checkboxes__item';
  item.append(box, label);
  form.querySelector('fieldset').after(item);

  form.addEventListener('submit', () => {
    const ticked = [...form.querySelectorAll('[name="sections"]:checked')].map((input) => input.value);
    // Sections that this edition does not have stay chosen.
    const others = (kept ?? '').split(',').filter((slug) => slug !== '' && !own.includes(slug));
    remember(box.checked && ticked.length > 0 ? [...others, ...ticked].join(',') : null);
  });
  for (const link of document.querySelectorAll('[data-whole]')) link.href += '?whole';
}

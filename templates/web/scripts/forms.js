// GOV.UK Frontend's behaviour for the components that our forms use; every form works without it.
import { Button, Checkboxes, createAll, ErrorSummary, NotificationBanner, Radios } from 'govuk-frontend';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
createAll(Button, { preventDoubleClick: true });
for (const component of [Checkboxes, ErrorSummary, Radios]) {
  createAll(component);
}
// It is announced all the same; whoever presses one button again and again stays at it.
createAll(NotificationBanner, { disableAutoFocus: document.querySelector('[autofocus]') !== null });

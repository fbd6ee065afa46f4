import type { Child } from 'hono/jsx';
import { currentWording, leavingReasons, wordingOf } from '../../subscribers/index.ts';
import {
  AlreadyConfirmedPage,
  ConfirmAgainPage,
  ConfirmExpiredPage,
  ConfirmedPage,
  ConfirmPage,
} from '../../templates/web/readers/confirm.tsx';
import {
  AlreadyLeftPage,
  CameBackPage,
  KeepPage,
  KeptPage,
  LeavePage,
  LeftPage,
  SectionStoppedPage,
} from '../../templates/web/readers/leave.tsx';
import {
  AddressChangedPage,
  AddressChangePage,
  AddressLinkDeadPage,
  DeadLinkPage,
  ErasedPage,
  LinkSentPage,
  LostLinkPage,
  TooManyPage,
} from '../../templates/web/readers/messages.tsx';
import {
  AboutForm,
  AddressForm,
  CopyForm,
  DeleteForm,
  FormatForm,
  PauseForm,
  SectionsForm,
} from '../../templates/web/readers/preference-forms.tsx';
import { InactivePage, PreferencesPage } from '../../templates/web/readers/preferences.tsx';
import {
  AboutPage,
  CheckPage,
  EmailPage,
  SentPage,
  SubscribePage,
} from '../../templates/web/readers/subscribe.tsx';
import type { Site } from '../../templates/web/site.ts';
import { AccessibilityPage, PrivacyPage } from '../../templates/web/statements.tsx';

const email = 'reader@example.org';
const label = 'Νέα';
const labels = [{ text: label }, { text: 'Νόμος' }];
const sections = [
  { slug: 'news', label, description: 'Περιγραφή', sample: { text: 'Τίτλος' } },
  { slug: 'law', label: 'Νόμος', description: '' },
];
const back = '/back';
const facts = {
  controller: 'Κέντρο',
  contact: email,
  mailProvider: 'Ταχυδρομείο',
  version: '0.1.0',
  keptDays: { left: 28, unconfirmed: 7, events: 1, drafts: 1 },
};
const day = '1 ΜΑΡΤΙΟΣ 2027';

/** Every page of a reader's journey, in each state that has words of its own. What it is about is in Greek letters. */
export function readerPages(site: Site): [name: string, page: Child][] {
  const wording = (version: keyof typeof currentWording) => wordingOf(currentWording[version], site.locale);
  const wrong = (field: string, message = site.locale.say('wrong.email')) => [{ field, message }];
  const reader = { email, name: null, organisation: null, labels, newEmail: null } as const;
  const ways = { undo: '/undo', keep: '/keep', why: '/why' };
  return [
    ['subscribe', <SubscribePage site={site} sections={sections} chosen="all" />],
    [
      'subscribe, wrong',
      <SubscribePage site={site} sections={sections} chosen={[]} problems={wrong('sections')} />,
    ],
    ['email', <EmailPage site={site} email="" back={back} />],
    ['email, wrong', <EmailPage site={site} email="" problems={wrong('email')} />],
    ['about', <AboutPage site={site} name="" organisation="" problems={wrong('name')} />],
    [
      'check',
      <CheckPage
        site={site}
        labels="all"
        email={email}
        name=""
        organisation="Ίδρυμα"
        suggestion="reader@gmail.com"
        wording={wording('signUp')}
        changes={{ sections: back, email: back, about: back }}
      />,
    ],
    ['sent', <SentPage site={site} email={email} changeEmail={back} />],
    ['sent, within hours', <SentPage site={site} email={email} changeEmail={back} waitHours={3} />],
    ['confirm', <ConfirmPage site={site} labels={labels} wording={wording('confirm')} />],
    ['confirmed', <ConfirmedPage site={site} labels="all" preferences={back} />],
    ['already confirmed', <AlreadyConfirmedPage site={site} />],
    ['confirm expired', <ConfirmExpiredPage site={site} reason="expired" again={back} />],
    ['confirm superseded', <ConfirmExpiredPage site={site} reason="superseded" again={back} />],
    ['confirm again', <ConfirmAgainPage site={site} />],
    ['confirm again, within an hour', <ConfirmAgainPage site={site} waitHours={1} />],
    ['leave', <LeavePage site={site} keep={back} wording={wording('leave')} />],
    [
      'leave a section',
      <LeavePage
        site={site}
        keep={back}
        section={{ label, isLast: false }}
        wording={wording('leaveSection')}
      />,
    ],
    [
      'leave the last section',
      <LeavePage
        site={site}
        keep={back}
        section={{ label, isLast: true }}
        wording={wording('leaveSection')}
      />,
    ],
    ['keep', <KeepPage site={site} back={back} sections={sections} />],
    ['already left', <AlreadyLeftPage site={site} />],
    ['left', <LeftPage site={site} ways={ways} canUndo reasons={leavingReasons} />],
    ['left, told', <LeftPage site={site} ways={ways} canUndo={false} reasons={leavingReasons} told />],
    ['section stopped', <SectionStoppedPage site={site} label={label} leave={back} />],
    ['came back', <CameBackPage site={site} />],
    ['kept', <KeptPage site={site} />],
    ['lost link', <LostLinkPage site={site} email="" problems={wrong('email')} />],
    ['link sent', <LinkSentPage site={site} />],
    ['erased', <ErasedPage site={site} />],
    ['address change', <AddressChangePage site={site} email={email} wording={wording('address')} />],
    ['address changed', <AddressChangedPage site={site} email={email} preferences={back} />],
    ['address link expired', <AddressLinkDeadPage site={site} reason="expired" />],
    ['address link gone', <AddressLinkDeadPage site={site} reason="gone" />],
    ['dead link', <DeadLinkPage site={site} sentence="Λάθος." />],
    ['too many, minutes', <TooManyPage site={site} wait={{ count: 1, unit: 'minutes' }} />],
    ['too many, hours', <TooManyPage site={site} wait={{ count: 5, unit: 'hours' }} />],
    [
      'preferences',
      <PreferencesPage
        site={site}
        token="t"
        reader={{ ...reader, format: 'html', pausedUntil: day, newEmail: email }}
        unsubscribe={back}
        feed="https://bulletin.example.org/my-feed/t"
        saved={site.locale.say('preferences.savedAbout')}
      />,
    ],
    [
      'preferences, plain',
      <PreferencesPage
        site={site}
        token="t"
        reader={{ ...reader, labels: 'all', format: 'text', pausedUntil: null }}
        unsubscribe={back}
        feed="https://bulletin.example.org/my-feed/t"
      />,
    ],
    ['inactive, left', <InactivePage site={site} reason="left" />],
    ['inactive, pending', <InactivePage site={site} reason="pending" />],
    ['inactive, suppressed', <InactivePage site={site} reason="suppressed" />],
    ['sections', <SectionsForm site={site} back={back} sections={sections} chosen={['news']} leave={back} />],
    ['about form', <AboutForm site={site} back={back} name="" organisation="" />],
    ['format', <FormatForm site={site} back={back} format="html" />],
    [
      'pause',
      <PauseForm
        site={site}
        back={back}
        pausedUntil={null}
        values={{}}
        example="1 3 2027"
        problems={wrong('until-day')}
      />,
    ],
    ['end the pause', <PauseForm site={site} back={back} pausedUntil={day} values={{}} example="1 3 2027" />],
    ['new address', <AddressForm site={site} back={back} email="" current={email} />],
    ['copy', <CopyForm site={site} back={back} />],
    ['accessibility', <AccessibilityPage page={{ site }} facts={facts} />],
    ['privacy', <PrivacyPage page={{ site }} facts={facts} />],
    ['privacy, no contact', <PrivacyPage page={{ site }} facts={{ ...facts, contact: '' }} />],
    ['delete', <DeleteForm site={site} back={back} wording={wording('erase')} />],
  ];
}

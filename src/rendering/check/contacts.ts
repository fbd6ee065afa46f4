import type { Contact } from '../../core/index.ts';
import { type Finding, warning } from './finding.ts';

/** Words that name a team, a post or a mailbox rather than a person. */
const TEAM =
  /\b(team|desk|office|officers|unit|service|services|programme|program|project|centre|center|council|police|press|media|enquiries|helpline|hub|group|partnership|network|trust|library|libraries|secretariat|department|editor|editors|board|forum|panel|round|fund|learning|prevention|support|advice|training|information|communications|contact)\b/i;
const PERSONAL_MAILBOX = /^[a-z]+[._][a-z]+(\d{0,3})@|^[a-z]\.[a-z]{3,}@/i;

/**
 * A person named as a contact leaves, and has rights over their data (UK GDPR): a team's address serves readers longer.
 */
export function checkContact(contact: Contact | undefined, where: string): Finding[] {
  if (!contact) return [];
  const findings: Finding[] = [];
  const { name = '', email = '' } = contact;
  if (PERSONAL_MAILBOX.test(email) && !TEAM.test(email.replace(/[._-]/g, ' '))) {
    findings.push(
      warning(where, `The contact address ${email} looks personal: a team's address stays true for longer.`),
    );
  } else if (isPerson(name)) {
    findings.push(warning(where, `The contact “${name}” looks like a person: prefer a team.`));
  }
  if (!email && !contact.phone && !contact.url) {
    findings.push(warning(where, 'The contact has no address, phone number or page.'));
  }
  return findings;
}

/** Two to four capitalised words without a word that names a team. */
const isPerson = (name: string) =>
  !TEAM.test(name) && /^(\p{Lu}[\p{L}'’.-]*)( \p{Lu}[\p{L}'’.-]*){1,3}$/u.test(name.trim());

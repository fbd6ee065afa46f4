import { addressKey, type EmailAddress } from './email-address.ts';

/** How one provider reads the part of an address before the @. */
type Provider = {
  domains: RegExp;
  /** The domain under which all of its domains lead to one mailbox; unset = each has mailboxes of its own. */
  one?: string;
  /** What begins a tag; unset = `+`. */
  tag?: RegExp;
  /** Characters that it does not read, or reads as another. */
  unread?: { characters: RegExp; as: string };
};

const TAG = /\+/;

/** From the providers' own help pages, November 2026. `mailbox_of` in the database holds the same. */
const PROVIDERS: readonly Provider[] = [
  { domains: /^(gmail|googlemail)\.com$/, one: 'gmail.com', unread: { characters: /\./g, as: '' } },
  {
    domains: /^(proton\.me|protonmail\.com|protonmail\.ch|pm\.me)$/,
    one: 'proton.me',
    unread: { characters: /[._-]/g, as: '' },
  },
  { domains: /^(icloud|me|mac)\.com$/, one: 'icloud.com' },
  { domains: /^(yandex\.[a-z.]+|ya\.ru)$/, one: 'yandex.com', unread: { characters: /\./g, as: '-' } },
  // A name there holds no hyphen: what stands before one is the base name of disposable addresses.
  { domains: /^(yahoo\.[a-z.]+|(ymail|rocketmail|myyahoo)\.com)$/, tag: /[+-]/ },
];

/** Fastmail delivers `anything@robin.fastmail.com` to robin@fastmail.com ("subdomain addressing"). */
const NAME_IN_DOMAIN =
  /([^.]+)\.(fastmail\.(co\.uk|com\.au|[a-z]+)|fmail\.co\.uk|sent\.(as|at|com)|eml\.cc|mm\.st|ml1\.net|123mail\.org|airpost\.net|mailbolt\.com|warpmail\.net|xsmail\.com|speedymail\.org|myfastmail\.com|fastem\.com)$/;

/**
 * The mailbox that an address leads to: without a tag (RFC 5233; most providers take `+`), and without what its provider
 * does not read. For counting what one mailbox is sent; addresses are stored and compared by `addressKey`.
 */
export function mailboxKey(address: EmailAddress): string {
  const key = addressKey(address);
  const at = key.lastIndexOf('@');
  const [local, domain] = [key.slice(0, at), key.slice(at + 1)];
  const [, owner, plain] = NAME_IN_DOMAIN.exec(domain) ?? [];
  if (owner !== undefined) return `${owner}@${plain}`;
  const { one = domain, tag = TAG, unread } = PROVIDERS.find(({ domains }) => domains.test(domain)) ?? {};
  const name = local.split(tag)[0] || local;
  return `${unread ? name.replace(unread.characters, unread.as) : name}@${one}`;
}

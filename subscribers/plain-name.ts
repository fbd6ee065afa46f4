/** A name or word to compare by: `E-Mail Address`, `email_address` and `emailAddress` are all `emailaddress`. */
export const plainName = (text: string): string =>
  /^[a-z]*$/.test(text)
    ? text
    : text
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '');

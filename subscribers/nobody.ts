/** The subject of an act about an address that nobody here has: the record holds no address. */
export const NOBODY = 0;

import type { Site } from '../site.ts';

/** Why a mail that was asked for does not come at once. */
export const BusyNote = ({ site }: { site: Site }) => <p>{site.locale.say('reader.busy')}</p>;

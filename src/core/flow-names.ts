/** What happens by itself and has a history; each is defined in `src/flows`. */
export const FLOW_NAMES = ['edition', 'partner-feeds', 'retention', 'backup', 'doctor'] as const;
export type FlowName = (typeof FLOW_NAMES)[number];

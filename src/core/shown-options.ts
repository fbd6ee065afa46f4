/** What a process was started with, group by group; without secrets. */
export type ShownOptions = readonly {
  group: 'installation' | 'mail' | 'incoming' | 'delivery' | 'flow' | 'desk' | 'upkeep' | 'alarms';
  options: readonly {
    /** Its name in the environment. */
    env: string;
    /** What it does, as in `docs/configuration.md`: backticks around what is typed. */
    doc: string;
    /** Empty where nothing is set. */
    value: string;
    /** It is what it is without being set. */
    usual: boolean;
  }[];
}[];

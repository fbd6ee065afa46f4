export type Figure = { what: string; measured: string; control?: string; ratio?: number; target: string };

export function say({ what, measured, control = '', ratio, target }: Figure): void {
  const shown = ratio === undefined ? '' : `${ratio.toFixed(2)}×`;
  console.log(`| ${what} | ${measured} | ${control} | ${shown} | ${target} |`);
}

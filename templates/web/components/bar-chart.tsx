import type { FC } from 'hono/jsx';

/** `down`: it hangs below the line. `look` chooses a colour of the theme, 1 to 4. */
export type ChartSeries = { name: string; look: 1 | 2 | 3 | 4; down?: boolean };

export type BarChartProps = {
  /** What it shows, for who hears it: the figures themselves stand in a table beside it. */
  label: string;
  series: readonly ChartSeries[];
  /** From left to right; one value for each series. */
  bars: readonly { label: string; values: readonly number[] }[];
};

const [WIDTH, HEIGHT, TOP, FOOT, LEFT] = [720, 240, 10, 24, 56];

/** Bars that are stacked above and below one line, drawn by the server and coloured by the theme: attributes alone, no style. */
export const BarChart: FC<BarChartProps> = ({ label, series, bars }) => {
  const sum = (values: readonly number[], down: boolean) =>
    values.reduce((total, value, at) => total + (!!series[at]?.down === down ? value : 0), 0);
  const most = (down: boolean) => niceTop(Math.max(0, ...bars.map(({ values }) => sum(values, down))));
  const [up, below] = [most(false), most(true)];
  const high = HEIGHT - TOP - FOOT;
  const unit = high / Math.max(1, up + below);
  const line = TOP + up * unit;
  const step = (WIDTH - LEFT) / Math.max(1, bars.length);
  const ticks = [...new Set([up, 0, -below])];
  return (
    <figure class="chart">
      <ul class="chart__legend">
        {series.map(({ name, look }) => (
          <li>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <rect width="12" height="12" class={`chart__bar--${look}`} />
            </svg>{' '}
            {name}
          </li>
        ))}
      </ul>
      <section class="chart__scroll" tabindex={0} aria-label={label}>
        <svg class="chart__drawing" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
          {ticks.map((value) => (
            <>
              <line
                class={value === 0 ? 'chart__line' : 'chart__grid'}
                x1={LEFT}
                x2={WIDTH}
                y1={round(line - value * unit)}
                y2={round(line - value * unit)}
              />
              <text class="chart__word" x={LEFT - 6} y={round(line - value * unit + 4)} text-anchor="end">
                {Math.abs(value).toLocaleString('en-GB')}
              </text>
            </>
          ))}
          {bars.map((bar, at) => (
            <>
              {stacked(bar.values, series, { unit, line }).map(({ look, y, height }) => (
                <rect
                  class={`chart__bar--${look}`}
                  x={round(LEFT + at * step + step * 0.2)}
                  y={round(y)}
                  width={round(step * 0.6)}
                  height={round(height)}
                />
              ))}
              <text
                class="chart__word"
                x={round(LEFT + (at + 0.5) * step)}
                y={HEIGHT - 6}
                text-anchor="middle"
              >
                {bar.label}
              </text>
            </>
          ))}
        </svg>
      </section>
    </figure>
  );
};

function stacked(
  values: readonly number[],
  series: readonly ChartSeries[],
  { unit, line }: { unit: number; line: number },
) {
  let [above, below] = [line, line];
  return series.flatMap(({ look, down }, at) => {
    const height = (values[at] ?? 0) * unit;
    if (height === 0) return [];
    const y = down ? below : above - height;
    if (down) below += height;
    else above -= height;
    return [{ look, y, height }];
  });
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The next of 1, 2, 5, 10, 20, 50, … that nothing is above; 0 for 0. */
function niceTop(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((times) => times * power >= value) ?? 10);
}

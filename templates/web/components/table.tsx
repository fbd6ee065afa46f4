import type { FC } from 'hono/jsx';
import { type Attributes, type Content, names } from './parts.ts';

export type Cell = {
  content: Content;
  format?: 'numeric';
  classes?: string;
  colspan?: number;
  rowspan?: number;
  attributes?: Attributes;
};
export type TableProps = {
  caption?: Content;
  captionClasses?: string;
  head?: readonly Cell[];
  rows: readonly (readonly Cell[] | null | false | undefined)[];
  firstCellIsHeader?: boolean;
  classes?: string;
  attributes?: Attributes;
};

const spans = (cell: Cell) => ({ colspan: cell.colspan, rowspan: cell.rowspan, ...cell.attributes });

const CellOf: FC<{ cell: Cell; header: boolean }> = ({ cell, header }) =>
  header ? (
    <th scope="row" class={names('govuk-table__header', cell.classes)} {...spans(cell)}>
      {cell.content}
    </th>
  ) : (
    <td
      class={names('govuk-table__cell', cell.format && `govuk-table__cell--${cell.format}`, cell.classes)}
      {...spans(cell)}
    >
      {cell.content}
    </td>
  );

const Head: FC<{ cells: readonly Cell[] }> = ({ cells }) => (
  <thead class="govuk-table__head">
    <tr class="govuk-table__row">
      {cells.map((cell) => (
        <th
          scope="col"
          class={names(
            'govuk-table__header',
            cell.format && `govuk-table__header--${cell.format}`,
            cell.classes,
          )}
          {...spans(cell)}
        >
          {cell.content}
        </th>
      ))}
    </tr>
  </thead>
);

export const Table: FC<TableProps> = (props) => (
  <table class={names('govuk-table', props.classes)} {...props.attributes}>
    {props.caption && (
      <caption class={names('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>
    )}
    {props.head && <Head cells={props.head} />}
    <tbody class="govuk-table__body">
      {props.rows.map(
        (row) =>
          row && (
            <tr class="govuk-table__row">
              {row.map((cell, index) => (
                <CellOf cell={cell} header={index === 0 && !!props.firstCellIsHeader} />
              ))}
            </tr>
          ),
      )}
    </tbody>
  </table>
);

import { paths } from '../../src/core/index.ts';
import { tongue } from '../direction.ts';
import { Page, type PageProps } from './layout.tsx';
import { Address, LabelledPanel, type Moment, Time } from './parts.tsx';

export type FeedViewProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  title: string;
  address: string;
  /** `language` where somebody has said it. */
  items: { href: string; title: string; summary: string; language?: string; published: Moment }[];
};

/** What a person sees who opens a feed's address in a browser: what it is and how to use it. */
export const FeedView = ({ page, title, address, items }: FeedViewProps) => (
  <Page {...page} title={`${title} (feed)`} at="feeds">
    <h1>{title}</h1>
    <LabelledPanel label="About feeds" kind="notice">
      <p>
        <strong>This is a feed.</strong> Copy its address into a feed reader, and each new article comes to
        you:
      </p>
      <p>
        <Address of={address} />
      </p>
      <p>
        <a href={page.site.at(paths.feeds())}>See every feed, and choose your own</a>
      </p>
    </LabelledPanel>
    <h2>In this feed</h2>
    {items.length === 0 && <p>Nothing has been published yet.</p>}
    <ul class="cards">
      {items.map((item) => (
        <li {...tongue(`${item.title} ${item.summary}`, page.site.lang, item.language)}>
          <h3>
            <a href={item.href}>{item.title}</a>
          </h3>
          {item.summary && <p>{item.summary}</p>}
          <p class="quiet" lang={item.language && page.site.lang}>
            <Time at={item.published} />
          </p>
        </li>
      ))}
    </ul>
  </Page>
);

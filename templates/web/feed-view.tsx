import { paths } from '../../src/core/index.ts';
import { tongue } from '../direction.ts';
import { LabelledPanel } from './components/index.ts';
import { Page, type PageProps } from './layout.tsx';
import { Address, type Moment, Time } from './parts.tsx';

export type FeedViewProps = {
  page: Omit<PageProps, 'children' | 'title' | 'at'>;
  title: string;
  address: string;
  /** `language` where somebody has said it. */
  items: { href: string; title: string; summary: string; language?: string; published: Moment }[];
};

/** What a person sees who opens a feed's address in a browser: what it is and how to use it. */
export const FeedView = ({ page, title, address, items }: FeedViewProps) => (
  <Page {...page} title={page.site.locale.say('feeds.title', { title })} at="feeds">
    <h1>{title}</h1>
    <LabelledPanel label={page.site.locale.say('feeds.about')} kind="notice">
      <p>{page.site.locale.pieces('feeds.thisIs', { strong: (inside) => <strong>{inside}</strong> })}</p>
      <p>
        <Address of={address} />
      </p>
      <p>
        <a href={page.site.at(paths.feeds())}>{page.site.locale.say('feeds.see')}</a>
      </p>
    </LabelledPanel>
    <h2>{page.site.locale.say('feeds.inThis')}</h2>
    {items.length === 0 && <p>{page.site.locale.say('feeds.nothing')}</p>}
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

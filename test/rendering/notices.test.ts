import { describe, expect, test } from 'vitest';
import { type NoticeKind, noticeParams } from '../../src/core/notices.ts';
import { renderNotice } from '../../src/rendering/index.ts';
import { noticeOptions as options, noticeSamples as samples } from '../stories/mails/notices.ts';

const render = <Kind extends NoticeKind>(kind: Kind) => renderNotice(kind, samples[kind], options);

describe('a notice', () => {
  test.each(Object.keys(noticeParams) as NoticeKind[])('%s is one line of subject, HTML and text', (kind) => {
    const { subject, html, text } = render(kind);
    expect(subject).not.toMatch(/[\r\n]|undefined/);
    expect(html).toMatch(/^<!doctype html><html lang="en-GB"/);
    expect(html).not.toMatch(/undefined|\[object/);
    expect(text).not.toMatch(/undefined|\[object|<[a-z]/);
    expect(
      Math.max(
        ...text
          .split('\n')
          // Addresses and commands are never wrapped.
          .filter((line) => !/^(https| {4}quarterly )/.test(line))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(72);
  });

  test.each([
    ['confirm-subscription', '/confirm/conf.tok'],
    ['welcome', '/preferences/pref.tok'],
    ['welcome', '/unsubscribe/unsub.tok'],
    ['already-subscribed', '/preferences/pref.tok'],
    ['preferences-link', '/preferences/pref.tok'],
    ['address-change-confirm', '/address/addr.tok'],
  ] as const)('%s links to %s in both parts', (kind, path) => {
    const { html, text } = render(kind);
    expect(html).toContain(`href="https://bulletin.example.org${path}"`);
    expect(text.split('\n')).toContain(`https://bulletin.example.org${path}`);
  });

  test('tells times in the installation’s time zone', () => {
    expect(render('confirm-subscription').text).toContain('24 June 2026 at 10:00');
    expect(render('address-change-confirm').text).toContain('24 December 2026 at 09:00');
  });

  test('escapes what it is given', () => {
    expect(render('approval-reminder').html).toContain('Common &lt;Ground&gt;');
    const hostile = renderNotice(
      'confirm-subscription',
      { ...samples['confirm-subscription'], sections: ['<img src=x>\u0000'] },
      options,
    );
    expect(hostile.html).toContain('<li>&lt;img src=x&gt;</li>');
  });

  test('says in which language an article and its note are', () => {
    const told = { ...samples['article-told'], headline: 'Ffa a phys', note: 'Deuddeg oedd y nifer.' };
    const welsh = renderNotice('article-told', { ...told, language: 'cy' }, options);
    expect(welsh.html).toContain('<span lang="cy">Ffa a phys</span>”.');
    expect(welsh.html).toContain('<p lang="cy">Deuddeg oedd y nifer.</p>');
    expect(welsh.text).toContain('held the\narticle “Ffa a phys”.');
    const arabic = { ...told, headline: 'بذور للجميع', note: 'كان العدد اثني عشر.', language: 'cy' };
    const { html } = renderNotice('article-told', arabic, options);
    expect(html).toMatch(/“<span dir="rtl" lang="ar">بذور للجميع<\/span>”/);
    expect(html).toMatch(/<p dir="rtl" lang="ar" style="text-align:right">كان العدد/);
  });
});

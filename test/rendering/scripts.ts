import { editionNumber, GRAMMAR, sectionSlug } from '../../src/core/index.ts';
import { freeze } from '../../src/editions/draft.ts';
import type { FrozenSnapshot, SnapshotArticle } from '../../src/editions/index.ts';

const story = (slug: string, headline: string, summary: string, body: string): SnapshotArticle => ({
  slug,
  headline,
  summary,
  body,
  links: [],
});

const ARABIC = story(
  'library',
  'المكتبة تفتح مكتب المشورة',
  'كل يوم ثلاثاء مساءً يساعد المتطوعون من يخشى مكالمة مشبوهة.',
  `لا تتعجل: أغلق الهاتف ثم اتصل بأحد أفراد عائلتك.

- تعال بلا موعد
- اسأل عن «مكتب الهدوء»
- الخدمة مجانية

> عشر دقائق هادئة تكفي.
> — ليلى، أمينة المكتبة

| اليوم | الساعة |
|---|---|
| الثلاثاء | 18:00 |`,
);
const HEBREW = story(
  'garden',
  'הגינה הקהילתית נפתחת מחדש',
  'שכנים שתלו עצי פרי והציבו ספסל חדש.',
  'בואו לשתות תה ביום חמישי. פרטים אצל [הצוות](https://example.org/garden).',
);
const JAPANESE = story(
  'desk',
  '図書館に相談の窓口ができました',
  '毎週火曜日の夕方、あやしい電話について職員に相談できます。予約は不要です。',
  'あわてないでください。まず電話を切り、家族に電話をかけてから、図書館に来て職員と十分ほど話してみましょう。',
);
const ENGLISH = story(
  'quiet',
  'A quiet desk in the library',
  'Ten minutes with a volunteer.',
  'No appointment.',
);

/** An edition whose sections are in other scripts than its own. */
export const scriptsEdition = (): FrozenSnapshot =>
  freeze({
    number: editionNumber(8),
    cover: 'November 2026',
    title: 'Neighbours',
    strapline: 'News from every street',
    publisher: 'Example Centre',
    mailbox: 'neighbours@example.org',
    welcome: 'Good news comes in more than one language.',
    sections: [
      {
        slug: sectionSlug('arabic'),
        label: 'أخبار الحي',
        description: 'للقراء بالعربية',
        articles: [ARABIC],
      },
      { slug: sectionSlug('hebrew'), label: 'חדשות השכונה', description: '', articles: [HEBREW] },
      { slug: sectionSlug('japanese'), label: '町のたより', description: '', articles: [JAPANESE] },
      { slug: sectionSlug('english'), label: 'In English', description: '', articles: [ENGLISH] },
    ],
    grammar: GRAMMAR,
    approvedAt: '2026-11-24T09:00:00.000Z',
  });

/** The same, of a bulletin that is itself in Arabic. */
export const arabicEdition = (): FrozenSnapshot =>
  freeze({
    ...scriptsEdition().snapshot,
    cover: 'نوفمبر 2026',
    title: 'جيران',
    strapline: 'أخبار من كل شارع',
    welcome: 'أهلاً بكم في العدد الثامن.\n\n- أخبار\n- مواعيد',
  });

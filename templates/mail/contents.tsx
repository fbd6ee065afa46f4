import { raw } from 'hono/html';
import { aligned, type Tongue, tongue } from '../direction.ts';
import type { Theme } from '../theme.ts';
import type { Look } from './look.ts';
import { Box, Link, MailFixed } from './parts.tsx';
import type { ArticleProps, EditionProps } from './props.ts';

type ContentsProps = { edition: EditionProps; look: Look; theme: Theme; fixed: Tongue };

/** "In this edition", with only this reader's sections. */
export const Contents = ({ edition, look, theme, fixed }: ContentsProps) => (
  <Box look={look} ground={theme.light.box}>
    <h2 style={`${look.h4};margin-top:0`}>
      <MailFixed own={fixed}>{edition.locale.say('mail.inThisEdition')}</MailFixed>
    </h2>
    {edition.sections.map((section) => {
      const { open, close } = edition.marks.section(section.index);
      const own = tongue(section.label, theme.language, section.language);
      return (
        <>
          {raw(open)}
          <p {...own} style={`margin:10px 0 2px;font-size:15px;font-weight:700;${aligned(own)}`}>
            <a
              href={`#${section.anchor}`}
              class={`s${section.index}`}
              style={`color:${section.colours.light};text-decoration:none`}
            >
              {section.label}
            </a>
          </p>
          <ul style={`margin:0;${look.bullets};font-size:15px`}>
            {section.articles.map((article) => (
              <Entry article={article} look={look} />
            ))}
          </ul>
          {raw(close)}
        </>
      );
    })}
  </Box>
);

const Entry = ({ article, look }: { article: ArticleProps; look: Look }) => {
  const own = tongue(article.headline, look.language, article.language);
  return (
    <li {...own} style={aligned(own) || undefined}>
      <Link href={`#${article.anchor}`} look={look}>
        {article.headline}
      </Link>
    </li>
  );
};

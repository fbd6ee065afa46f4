import { directionOfLanguage } from '../../../templates/direction.ts';
import type { Site } from '../../../templates/web/site.ts';
import { paths } from '../../core/index.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Where the style sheet puts the feed's own name. */
type Name = { select: string };
const NAME: Name = { select: 'rss/channel/title | atom:feed/atom:title' };
const nameIn = (pieces: readonly (string | Name)[]) =>
  pieces
    .map((piece) => (typeof piece === 'string' ? escaped(piece) : `<xsl:value-of select="${piece.select}"/>`))
    .join('');

/**
 * XSLT 1.0 that shows a feed to a person who opened its address in a browser: what it is, how to use it, what is in
 * it. RSS and Atom alike.
 */
export const feedStylesheet = ({ locale, asset, at }: Site): string => `<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:atom="http://www.w3.org/2005/Atom" exclude-result-prefixes="atom">
  <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>
  <xsl:template match="/">
    <html lang="${escaped(locale.language)}"${directionOfLanguage(locale.language) === 'rtl' ? ' dir="rtl"' : ''}>
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>${nameIn(locale.pieces<'feedItems.pageTitle', Name>('feedItems.pageTitle', { name: NAME }))}</title>
        <link rel="stylesheet" href="${escaped(asset('site.css'))}"/>
      </head>
      <body>
        <main class="width">
          <h1><xsl:value-of select="rss/channel/title | atom:feed/atom:title"/></h1>
          <div class="panel notice">
            <p><strong>${escaped(locale.say('feedItems.thisIsAFeed'))}</strong> ${escaped(locale.say('feedItems.howToUse'))}</p>
            <p><a href="${escaped(at(paths.feeds()))}">${escaped(locale.say('feedItems.seeEvery'))}</a></p>
          </div>
          <h2>${escaped(locale.say('feedItems.inThisFeed'))}</h2>
          <ul class="cards"><xsl:apply-templates select="rss/channel/item | atom:feed/atom:entry"/></ul>
        </main>
      </body>
    </html>
  </xsl:template>
  <xsl:template match="item">
    <li>
      <h3><a href="{link}"><xsl:value-of select="title"/></a></h3>
      <p><xsl:value-of select="description"/></p>
      <p class="quiet"><xsl:value-of select="substring(pubDate, 6, 11)"/></p>
    </li>
  </xsl:template>
  <xsl:template match="atom:entry">
    <li>
      <h3><a href="{atom:link[@rel='alternate']/@href}"><xsl:value-of select="atom:title"/></a></h3>
      <p><xsl:value-of select="atom:summary"/></p>
      <p class="quiet"><xsl:value-of select="substring(atom:published, 1, 10)"/></p>
    </li>
  </xsl:template>
</xsl:stylesheet>
`;

/** The outbox's only style sheet; light and dark follow the reader's system. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f5f2, #16181b);
  --card: light-dark(#ffffff, #1f2226);
  --ink: light-dark(#1d2125, #e9e7e2);
  --quiet: light-dark(#5a6068, #a4a9b0);
  --line: light-dark(#dedbd4, #34383e);
  --accent: light-dark(#1f5f8b, #8cc4ec);
  --accent-soft: light-dark(#e4eff7, #22384a);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; }
.wrap { max-width: 62rem; margin: 0 auto; padding: 0 1rem 3rem; }
.bar { background: var(--card); border-bottom: 1px solid var(--line); }
.bar .wrap { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; padding-block: .75rem; }
.brand { font-weight: 700; font-size: 1.1rem; color: var(--ink); text-decoration: none; }
.note { color: var(--quiet); font-size: .9rem; }
.bar search { flex: 1 1 20rem; min-width: 0; }
.bar form { display: flex; gap: .5rem; justify-content: flex-end; }
input[type=search] { flex: 1 1 auto; max-width: 24rem; min-width: 0; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--quiet); border-radius: 6px; padding: .45rem .7rem; }
button { font: inherit; font-weight: 600; border: 1px solid var(--accent); background: var(--accent); color: var(--card);
  border-radius: 6px; padding: .45rem 1rem; cursor: pointer; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.75rem 0 .25rem; overflow-wrap: anywhere; }
.list { list-style: none; margin: 1rem 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  overflow: hidden; }
.list li + li { border-top: 1px solid var(--line); }
.list a { display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr) auto; gap: 0 1.25rem; padding: .8rem 1rem;
  color: inherit; text-decoration: none; }
.list a:hover { background: var(--accent-soft); }
.list a:focus-visible { outline-offset: -3px; }
.to { font-weight: 600; }
.cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.list .opening, .list .sections { color: var(--quiet); }
.list .sections { grid-column: 2 / -1; font-size: .9rem; }
time { color: var(--quiet); font-variant-numeric: tabular-nums; font-size: .9rem; white-space: nowrap; }
.empty { background: var(--card); border: 1px dashed var(--quiet); border-radius: 10px; padding: 3rem 1.5rem; text-align: center;
  margin-top: 1.25rem; }
.empty h2 { margin: 0 0 .5rem; font-size: 1.15rem; }
.empty p { margin: .25rem auto; max-width: 34rem; color: var(--quiet); }
.pages { display: flex; justify-content: space-between; gap: 1rem; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem; margin: .75rem 0 1.25rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.chip { display: inline-block; background: var(--accent-soft); border-radius: 4px; padding: 0 .45rem; margin: 0 .35rem .2rem 0;
  font: .85rem/1.6 ui-monospace, monospace; overflow-wrap: anywhere; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem; border-bottom: 1px solid var(--line); margin: 0; padding: 0; list-style: none; }
.tabs a { display: block; padding: .5rem .85rem; text-decoration: none; border-bottom: 3px solid transparent; }
.tabs a[aria-current] { border-color: var(--accent); color: var(--ink); font-weight: 600; }
.tabs .end { margin-left: auto; }
.sheet { background: var(--card); border: 1px solid var(--line); border-top: 0; border-radius: 0 0 10px 10px; padding: 1rem; }
.sheet iframe { display: block; width: 100%; height: 78vh; min-height: 30rem; border: 0; background: #fff; border-radius: 4px; }
.sheet iframe.phone { width: 375px; max-width: 100%; margin: 0 auto; box-shadow: 0 0 0 1px var(--line); }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: .9rem/1.55 ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th { white-space: nowrap; font-weight: 600; }
td { overflow-wrap: anywhere; font: .9rem/1.55 ui-monospace, monospace; }
@media (max-width: 40rem) {
  .list a { grid-template-columns: minmax(0, 1fr); }
  .list .sections { grid-column: 1; }
  .tabs a { padding-inline: .6rem; }
  .bar search { flex-basis: 100%; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: .4rem; }
  .sheet { padding: .5rem; }
  .sheet table, .sheet tbody, .sheet tr, .sheet th, .sheet td { display: block; border: 0; padding: 0; }
  .sheet tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
}
`;

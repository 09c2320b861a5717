/** One small style sheet, in the page: high contrast in light and dark, a line length that can be read, visible focus. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fdfdfb; --line: #c9c9c2; --accent: #0b4f8a; --fault: #a3161a; --added: #d6f5d6; --gone: #fbdcdc; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececea; --paper: #16181a; --line: #4a4d50; --accent: #8cc4f5; --fault: #ff9d96; --added: #1d4a26; --gone: #5a2424; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif; }
header, main, footer { max-width: 44rem; margin-inline: auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1.2rem; border-block-end: 1px solid var(--line); font-weight: 600; }
header > :nth-child(2) { margin-inline-end: auto; } header nav, .yours { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1.2rem; } header nav a { overflow-wrap: anywhere; }
footer { border-block-start: 1px solid var(--line); margin-block-start: 3rem; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; } :is(input, select, textarea):focus-visible { outline-offset: 0; }
h1 { line-height: 1.2; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin-block: 1rem; }
article h2, article h3 { margin: 0; font-size: 1.15rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0 0; }
dt { font-weight: 600; } dd { margin: 0; }
table { border-collapse: collapse; inline-size: 100%; } th, td { text-align: start; vertical-align: top; padding: .3rem .8rem .3rem 0; border-block-end: 1px solid var(--line); overflow-wrap: anywhere; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; } .meta { margin: 0; font-size: .95rem; }
button { font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .4rem; background: var(--accent); color: var(--paper); }
.button { display: inline-block; text-decoration: none; padding: .6rem 1.2rem; border-radius: .4rem; } article form { margin-block-start: .6rem; } .field label { margin-block-end: .2rem; }
.second { background: transparent; color: var(--accent); border: 1px solid var(--accent); } header .second { padding: .2rem .7rem; }
.field label, .problem, .hint { display: block; } .field label { font-weight: 600; } .hint { font-size: .95rem; margin-block-start: .2rem; }
.problem { color: var(--fault); margin-block-start: .2rem; } .problem::before { content: "⚠ " / ""; }
input, select, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--ink); border-radius: .4rem; padding: .5rem .7rem; }
.field input, .field select, .field textarea { box-sizing: border-box; inline-size: 100%; max-inline-size: 28rem; } [aria-invalid] { border-color: var(--fault); border-width: 2px; }
.skip:not(:focus) { position: absolute; clip-path: inset(50%); inline-size: 1px; block-size: 1px; overflow: hidden; white-space: nowrap; } .skip:focus { position: absolute; inset: .2rem auto auto 1rem; background: var(--paper); }
.field { border: 0; margin: 1.2rem 0; padding: 0; min-inline-size: 0; } legend { font-weight: 600; padding: 0; } .field .option { display: block; padding-block: .25rem; font-weight: 400; } .field .option input { inline-size: auto; }
.wide .field :is(textarea, select) { max-inline-size: none; } .notice { border-inline-start: 4px solid var(--accent); padding: .2rem 1rem; } .wrong { border-color: var(--fault); }
blockquote { margin: .5rem 0; padding-inline-start: 1rem; border-inline-start: 4px solid var(--line); } ins { background: var(--added); } del { background: var(--gone); }
.provision { display: grid; grid-template-columns: 1fr 7.5rem; column-gap: 1rem; border-block-end: 1px solid var(--line); padding-block: .4rem; align-items: baseline; } .provision :is(h3, h4, h5, h6, p) { margin: 0; } @media (max-width: 30rem) { .provision { grid-template-columns: 1fr; } } .deep-1 { margin-inline-start: .8rem; } .deep-2, .deep-3, .deep-4 { margin-inline-start: 1.6rem; } .act { display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: baseline; } .provision .meta { display: flex; flex-wrap: wrap; column-gap: .8rem; } .provision .meta a { padding-block: .15rem; } .choice { margin-inline-end: 1rem; }
.bar { position: sticky; inset-block-end: 0; background: var(--paper); border-block-start: 1px solid var(--line); padding-block: .6rem; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; } .bar p { margin: 0; flex: 1 1 12rem; } .code { overflow-wrap: anywhere; font-family: monospace; }
.row { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; } [aria-current] { font-weight: 600; color: inherit; }
`;

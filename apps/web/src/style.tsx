/** One small style sheet, in the page: high contrast in light and dark, a line length that can be read, visible focus. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fdfdfb; --line: #c9c9c2; --accent: #0b4f8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececea; --paper: #16181a; --line: #4a4d50; --accent: #8cc4f5; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif; }
header, main, footer { max-width: 44rem; margin-inline: auto; padding: 1rem; }
header { display: flex; justify-content: space-between; gap: 1rem; border-block-end: 1px solid var(--line); font-weight: 600; }
footer { border-block-start: 1px solid var(--line); margin-block-start: 3rem; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
h1 { line-height: 1.2; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin-block: 1rem; }
article h3 { margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0 0; }
dt { font-weight: 600; } dd { margin: 0; }
table { border-collapse: collapse; inline-size: 100%; } th, td { text-align: start; vertical-align: top; padding: .3rem .8rem .3rem 0; border-block-end: 1px solid var(--line); overflow-wrap: anywhere; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; } .meta { margin: 0; font-size: .95rem; }
button { font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .4rem; background: var(--accent); color: var(--paper); }
.skip { position: absolute; inset-inline-start: -999rem; } .skip:focus { inset-inline-start: 1rem; }
`;

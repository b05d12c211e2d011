/** Where the pages have their style from: inline it would need a hole in their policy. */
export const STYLE_PATH = '/step-up/style.css';

/** Readable on a phone, by day and by night; nothing is said by colour alone. */
export const STYLE = `:root { color-scheme: light dark; --ink: #1d1c1d; --quiet: #54525a; --paper: #fff;
  --edge: #8a8790; --go: #00614a; --go-ink: #fff; --soft: #f5f4f6; --alert: #9b1c31; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1eff3; --quiet: #c0bcc6; --paper: #1a191c;
  --edge: #8a8790; --go: #5fd0ad; --go-ink: #06241b; --soft: #27252b; --alert: #ff9fae; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
.house { margin: 0; color: var(--quiet); font-weight: 600; }
h1 { margin: .25rem 0 1rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1.15rem; }
.card { margin: 1rem 0; padding: .25rem 1rem; border: 1px solid var(--edge); border-radius: .6rem; background: var(--soft); }
.line { font-weight: 650; }
p, dd, pre, li { overflow-wrap: anywhere; }
dl { margin: 0; }
dt { font-weight: 600; }
dd { margin: 0 0 .6rem; white-space: pre-wrap; }
pre { padding: .75rem; border: 1px solid var(--edge); border-radius: .6rem; background: var(--soft); white-space: pre-wrap; font-size: .9rem; }
code { font-family: ui-monospace, monospace; font-size: .95em; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
[role=alert] { padding: .75rem 1rem; border: 2px solid var(--alert); border-radius: .6rem; }
ul.list { padding: 0; list-style: none; }
label { display: block; margin: 1rem 0 .35rem; font-weight: 600; }
textarea { width: 100%; padding: .6rem; border: 1px solid var(--edge); border-radius: .5rem; background: var(--paper); color: inherit; font: inherit; }
button, a.button { display: block; width: 100%; margin: 1rem 0 0; padding: .8rem 1rem; border: 2px solid var(--edge);
  border-radius: .6rem; background: var(--paper); color: var(--ink); font: inherit; font-weight: 650; text-align: center; text-decoration: none; cursor: pointer; }
button.go, a.go { border-color: var(--go); background: var(--go); color: var(--go-ink); }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--go); outline-offset: 3px; }
`;

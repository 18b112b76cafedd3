import { createHash } from "node:crypto"

const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1b1e22, #e6e8ea); --grey: light-dark(#5f6368, #a0a6ad);
  --line: light-dark(#e6e8ea, #33383e); --code: light-dark(#f5f6f7, #1b1e22); --bad: light-dark(#bf2a1f, #ff8375); }
body { margin: 0 auto; max-width: 820px; padding: 24px 16px 64px; color: var(--text);
  background: light-dark(#fff, #141618); font: 14px/21px ui-sans-serif, system-ui, sans-serif; }
h1 { margin: 0; font-size: 20px; line-height: 28px; overflow-wrap: anywhere; }
dl { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 8px 0 20px; }
dt, .no, .who { color: var(--grey); } dl div { display: flex; gap: 6px; } dd { margin: 0; }
section { display: grid; grid-template-columns: 44px minmax(0, 1fr); gap: 12px; padding: 8px 0; }
.no { font: 11px/20px ui-monospace, monospace; text-align: right; }
.who { font-size: 11px; font-weight: 600; } .bad { color: var(--bad); }
pre { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
pre.code { padding: 6px 10px; background: var(--code); font: 12px/17px ui-monospace, monospace; border-radius: 6px; }
summary { color: var(--grey); cursor: pointer; } section > div { display: grid; gap: 6px; min-width: 0; }
`

/** Nothing is fetched and nothing runs: of all there could be, this one style. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ")

/** What every page begins with. `title` is HTML. */
export function pageStart(title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
`
}

import { DARK, declare, LIGHT } from "./tokens";

/**
 * The whole style of the shopper's pages: inline, so that on a slow line the first packet already
 * looks right. Logical properties only: the same sheet serves both directions.
 */
export const STYLE = `
@font-face{font-family:Vazirmatn;src:url(/fonts/vazirmatn-fa-latn.woff2) format("woff2");font-weight:100 900;font-display:swap}
:root{color-scheme:light;${declare(LIGHT)}}
@media (prefers-color-scheme:dark){:root:not(.light){color-scheme:dark;${declare(DARK)}}}
:root.dark{color-scheme:dark;${declare(DARK)}}
*{box-sizing:border-box;margin:0}
html{font:16px/1.7 Vazirmatn,system-ui,sans-serif;background:var(--bg);color:var(--text);-webkit-font-smoothing:antialiased;-webkit-text-size-adjust:100%}
body{min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;overflow-wrap:anywhere}
a{color:inherit}
:focus-visible{outline:2px solid var(--brand);outline-offset:2px}
main{width:100%;max-width:28rem;margin-inline:auto;padding:1.5rem 1rem;display:flex;flex-direction:column;gap:.875rem;flex:1}
@media (min-width:640px){main{justify-content:center;padding-block:3rem}}
.shop{display:flex;align-items:center;gap:.75rem;margin-block-end:.25rem}
.shop>div{flex:1;min-width:0}
.logo{width:2.5rem;height:2.5rem;border-radius:10px;flex:none;object-fit:contain;background:var(--surface)}
.monogram{display:grid;place-items:center;background:var(--brand-solid);color:var(--on-brand);font-weight:700;font-size:1.125rem}
.name{font-weight:650;line-height:1.4}
.small{font-size:.8125rem;color:var(--text-2)}
.badge{display:inline-flex;align-items:center;padding:.125rem .625rem;border-radius:8px;font-size:.8125rem;font-weight:550;white-space:nowrap;background:var(--warn-bg);color:var(--warn-fg)}
.card{background:var(--surface);border:1px solid var(--border);border-radius:14px;padding:1.125rem 1.25rem;box-shadow:0 1px 3px rgba(16,24,40,.05)}
.amount{font-size:1.875rem;font-weight:750;line-height:1.5}
.amount small{font-size:1rem;font-weight:500;color:var(--text-2)}
dl{margin-block-start:.875rem;border-block-start:1px solid var(--border);padding-block-start:.625rem}
dl div{display:flex;justify-content:space-between;gap:1.5rem;padding-block:.3125rem;font-size:.9375rem}
dt{color:var(--text-2);flex:none}
dd{text-align:end;min-width:0}
.code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em;unicode-bidi:isolate}
.pick{-webkit-user-select:all;user-select:all;font-weight:650;font-size:1.0625rem}
.head{text-align:center;padding-block:.75rem .25rem}
.head h1{font-size:1.25rem;font-weight:700;line-height:1.5}
.head p{color:var(--text-2);font-size:.9375rem;margin-block-start:.25rem}
.sign{width:3.5rem;height:3.5rem;border-radius:50%;display:grid;place-items:center;margin:0 auto .75rem}
[dir=rtl] .asks{transform:scaleX(-1);transform-origin:center}
.sign svg{width:1.75rem;height:1.75rem;fill:none;stroke:currentColor;stroke-width:2.25;stroke-linecap:round;stroke-linejoin:round}
.ok{background:var(--ok-bg);color:var(--ok-fg)}.danger{background:var(--danger-bg);color:var(--danger-fg)}
.info{background:var(--info-bg);color:var(--info-fg)}.neutral{background:var(--neutral-bg);color:var(--neutral-fg)}
.brand{background:var(--brand-soft);color:var(--brand)}
.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:3.125rem;padding:.5rem 1rem;border:1px solid transparent;border-radius:12px;background:var(--brand-solid);color:var(--on-brand);font:inherit;font-size:1.0625rem;font-weight:650;text-align:center;text-decoration:none;cursor:pointer}
.button:hover{background:var(--brand-hover)}
.button.quiet{background:var(--surface);border-color:var(--border);color:var(--text);font-weight:550;font-size:1rem}
.button.quiet:hover{background:var(--sunken)}
.note{font-size:.875rem;color:var(--text-2);text-align:center}
.fine{font-size:.75rem;color:var(--text-3)}
.bar{height:3px;border-radius:3px;background:var(--border);overflow:hidden;margin-block-start:1rem}
.bar i{display:block;height:100%;border-radius:3px;background:var(--brand-solid);animation:run 1.6s ease-in-out infinite}
@keyframes run{from{width:0;margin-inline-start:0}50%{width:55%;margin-inline-start:20%}to{width:0;margin-inline-start:100%}}
footer{display:flex;flex-wrap:wrap;justify-content:center;align-items:center;gap:0 1.25rem;padding:.5rem 1rem 1rem;font-size:.8125rem;color:var(--text-3)}
footer a{display:inline-flex;align-items:center;min-height:2.75rem;padding-inline:.5rem}
@media (prefers-reduced-motion:reduce){.bar i{animation:none;width:100%}}
@media print{footer,.button,.bar{display:none}body{background:#fff}}
`.trim();

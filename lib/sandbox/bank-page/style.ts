/** The page's whole look; no other file but the font is loaded. Colours are the house's own. */
export const STYLE = `
@font-face{font-family:Vazirmatn;src:url(/fonts/vazirmatn-fa-latn.woff2) format("woff2");font-weight:100 900;font-display:swap}
:root{color-scheme:light dark;
--bg:oklch(.985 .003 265);--surface:oklch(1 0 0);--sunken:oklch(.968 .005 265);--border:oklch(.915 .008 265);--border-strong:oklch(.64 .018 265);
--text:oklch(.23 .025 265);--text-2:oklch(.44 .022 265);--text-3:oklch(.52 .02 265);
--brand:oklch(.50 .20 268);--brand-solid:oklch(.50 .20 268);--brand-hover:oklch(.44 .19 268);--on-brand:oklch(1 0 0);
--danger:oklch(.48 .18 27);--danger-bg:oklch(.958 .02 25);--warn:oklch(.45 .098 70);--warn-bg:oklch(.965 .037 85);
--strip-a:oklch(.86 .16 85);--strip-b:oklch(.80 .155 78);--strip-text:oklch(.25 .05 70);--shadow:0 1px 2px oklch(.23 .03 265/.05),0 8px 24px oklch(.23 .03 265/.07)}
@media(prefers-color-scheme:dark){:root{
--bg:oklch(.165 .012 265);--surface:oklch(.205 .014 265);--sunken:oklch(.245 .015 265);--border:oklch(.30 .016 265);--border-strong:oklch(.53 .02 265);
--text:oklch(.955 .005 265);--text-2:oklch(.76 .015 265);--text-3:oklch(.66 .018 265);
--brand:oklch(.70 .15 268);--brand-solid:oklch(.56 .20 268);--brand-hover:oklch(.52 .19 268);
--danger:oklch(.79 .12 22);--danger-bg:oklch(.28 .07 25);--warn:oklch(.85 .13 82);--warn-bg:oklch(.29 .05 75);
--strip-a:oklch(.78 .15 82);--strip-b:oklch(.72 .145 76);--shadow:0 1px 2px oklch(0 0 0/.3)}}
*{box-sizing:border-box}
html{font-family:Vazirmatn,system-ui,sans-serif;font-size:16px;line-height:1.75;background:var(--bg);color:var(--text);-webkit-font-smoothing:antialiased;-webkit-text-size-adjust:100%}
body{margin:0;min-height:100dvh;display:flex;flex-direction:column}
h1,h2,p,dl,dd{margin:0}
.strip{padding:10px 16px;text-align:center;font-weight:650;font-size:.9375rem;color:var(--strip-text);
background:repeating-linear-gradient(-45deg,var(--strip-a) 0 16px,var(--strip-b) 16px 32px)}
header{display:flex;align-items:center;justify-content:space-between;gap:16px;width:100%;max-width:944px;margin-inline:auto;padding:20px 16px 0}
header h1{font-size:1rem;font-weight:650;display:flex;align-items:center;gap:10px}
header svg{inline-size:28px;block-size:28px;color:var(--brand)}
header a{color:var(--text-2);font-size:.875rem;text-decoration:none;padding:6px 10px;border-radius:6px}
header a:hover{background:var(--sunken);color:var(--text)}
main{width:100%;max-width:944px;margin:20px auto 48px;padding-inline:16px;display:grid;gap:16px;align-items:start}
main.narrow{max-width:512px}
@media(min-width:860px){header{padding-top:32px}main{margin-top:28px;gap:20px}main:not(.narrow){grid-template-columns:1fr 1fr}}
.card{background:var(--surface);border:1px solid var(--border);border-radius:14px;padding:24px;box-shadow:var(--shadow);min-inline-size:0}
.label{color:var(--text-3);font-size:.875rem}
.amount{font-size:2.125rem;font-weight:700;line-height:1.35;letter-spacing:-.01em;overflow-wrap:anywhere}
.amount small{font-size:1rem;font-weight:500;color:var(--text-3);margin-inline-start:6px}
.rials{color:var(--text-2);font-size:.9375rem;padding-bottom:18px;border-bottom:1px solid var(--border)}
dl{display:grid;grid-template-columns:1fr 1fr;gap:14px 16px;padding-top:18px}
dl>div{min-inline-size:0}
.wide{grid-column:1/-1}
dt{color:var(--text-3);font-size:.8125rem}
dd{overflow-wrap:anywhere;font-size:.9375rem}
.code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.8125rem;direction:ltr;unicode-bidi:isolate;color:var(--text-2)}
h2{font-size:1rem;font-weight:650;margin-bottom:14px}
form{display:grid;gap:10px}
button,.button{font:inherit;font-weight:600;min-block-size:48px;padding:8px 16px;border-radius:8px;border:1px solid var(--border);background:var(--surface);color:var(--text);cursor:pointer;text-align:center;text-decoration:none;display:flex;align-items:center;justify-content:center}
button:hover,.button:hover{background:var(--sunken)}
.primary{background:var(--brand-solid);border-color:transparent;color:var(--on-brand)}
.primary:hover{background:var(--brand-hover)}
.danger{color:var(--danger);border-color:color-mix(in oklch,var(--danger) 45%,transparent)}
.danger:hover{background:var(--danger-bg)}
.quiet{border-color:transparent;background:transparent;color:var(--text-2);font-weight:500}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:10px}
.hint{color:var(--text-3);font-size:.8125rem}
details{border-top:1px solid var(--border);margin-top:8px;padding-top:14px}
summary{cursor:pointer;font-weight:600;font-size:.9375rem;border-radius:6px;padding-block:4px}
details>*+*{margin-top:10px}
select{font:inherit;font-size:.9375rem;inline-size:100%;min-block-size:48px;padding:8px 12px;border-radius:8px;border:1px solid var(--border-strong);background:var(--surface);color:var(--text)}
.note{background:var(--warn-bg);color:var(--warn);border-radius:8px;padding:10px 14px;font-size:.875rem;margin-bottom:14px}
.end{text-align:center;display:grid;gap:14px;justify-items:center;padding-block:36px}
.end h2{font-size:1.25rem;margin:0}.end p{color:var(--text-2);max-inline-size:36ch}
.end .button{min-inline-size:220px;margin-top:6px}
.end svg{inline-size:48px;block-size:48px;color:var(--text-3)}
.end img{position:absolute;inline-size:1px;block-size:1px;opacity:0}
:focus-visible{outline:2px solid var(--brand);outline-offset:2px}
bdi{unicode-bidi:isolate}
`;

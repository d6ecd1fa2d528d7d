import { SCENARIO_NAMES, SCENARIOS, type ScenarioName } from "../scenarios";
import { amountRialsOf, type Session } from "../session";
import { layout } from "./layout";
import { html, type Markup } from "./markup";
import { type Language, TEXTS } from "./texts";

/** The page a shopper pays on. A plain form: it works with scripts off, and has none. */
export function payPage(session: Session, scenario: ScenarioName | null, language: Language) {
  const main = html`${summary(session, language)}${actions(scenario, language)}`;
  return layout(language, { main });
}

function summary(session: Session, language: Language): Markup {
  const text = TEXTS[language];
  const number = new Intl.NumberFormat(language === "fa" ? "fa-IR" : "en");
  const rials = amountRialsOf(session);
  const tomans = Number(rials) / 10;
  const { order_id: order, card_pan: card } = session.metadata;
  const until = new Intl.DateTimeFormat(language === "fa" ? "fa-IR" : "en-GB", {
    timeStyle: "short",
    timeZone: "Asia/Tehran",
  });
  const rows: Parameters<typeof row>[0][] = [
    [text.shop, html`<bdi>${new URL(session.callbackUrl).host}</bdi>`],
    [text.until, until.format(session.expiresAt)],
    [text.description, html`<bdi>${session.description}</bdi>`, true],
    [text.order, typeof order === "string" ? html`<bdi class="code">${order}</bdi>` : null],
    [
      text.card,
      card ? html`<bdi class="code">${String(card).slice(-4).padStart(16, "•")}</bdi>` : null,
    ],
    [text.authority, html`<bdi class="code">${session.authority}</bdi>`, true],
  ];
  return html`<section class="card">
<p class="label">${text.amount}</p>
<p class="amount">${number.format(tomans)}<small>${text.toman}</small></p>
<p class="rials">${number.format(rials)} ${text.rial}</p>
<dl>${rows.map(row)}</dl>
</section>`;
}

function row([term, value, wide]: [string, Markup | string | null, true?]): Markup | null {
  if (value === null) return null;
  return html`<div${wide && html` class="wide"`}><dt>${term}</dt><dd>${value}</dd></div>`;
}

function actions(scenario: ScenarioName | null, language: Language): Markup {
  const text = TEXTS[language];
  return html`<section class="card">
<h2>${text.what}</h2>
${scenario && html`<p class="note">${text.active}: ${SCENARIOS[scenario][language]}</p>`}
<form method="post" action="?lang=${language}">
<button class="primary" name="act" value="pay">${text.pay}</button>
<p class="hint">${text.payHint}</p>
<div class="pair">
<button name="act" value="cancel">${text.cancel}</button>
<button class="danger" name="act" value="fail">${text.fail}</button>
</div>
<button class="quiet" name="act" value="close">${text.close}</button>
<details${scenario && html` open`}>
<summary>${text.faults}</summary>
<p class="hint" id="faults-hint">${text.faultsHint}</p>
${scenarioSelect(scenario, language)}
</details>
</form>
</section>`;
}

/** Those that act on a session; the others had their turn before it was made. */
function scenarioSelect(chosen: ScenarioName | null, language: Language): Markup {
  const text = TEXTS[language];
  const offered = SCENARIO_NAMES.filter(
    (name) => SCENARIOS[name].phase !== "request" || name === chosen,
  );
  const options = offered.map((name) => {
    const selected = name === chosen && html` selected`;
    return html`<option value="${name}"${selected}>${SCENARIOS[name][language]}</option>`;
  });
  return html`<select name="scenario" aria-label="${text.faults}" aria-describedby="faults-hint">
<option value="">${text.noFault}</option>${options}</select>`;
}

import { useLocale, useTranslations } from "next-intl";
import { useWriting } from "@/components/format/use-writing";
import { Decision, Decisions } from "@/components/ui/decisions";
import { NoteButton } from "@/components/ui/note-button";
import type { Role } from "@/lib/context";
import type { OperatorContext } from "@/lib/gates/operator";
import { messagesIn } from "@/lib/i18n/messages";
import { formatToman } from "@/lib/money/format-money";
import { can } from "@/lib/operators/state";
import type { Way } from "@/lib/refunds/choose-way";
import { chooseWayNow } from "@/lib/refunds/choose-way-now";
import type { Refund } from "@/lib/refunds/find-refund";
import { isOwnRequest } from "@/lib/refunds/is-own-request";
import { approve, decline } from "../actions";

/** What the second person decides: to send it, or not. Who asked may only take it back. */
export async function ApproveRefund({ ctx, refund }: { ctx: OperatorContext; refund: Refund }) {
  const [own, way] = await Promise.all([isOwnRequest(ctx, refund), chooseWayNow(ctx, refund)]);
  return <Ways {...{ refund, own, way }} role={ctx.actor.role} />;
}

type WaysProps = { refund: Refund; own: boolean; way: Way; role: Role };

function Ways({ refund, own, way, role }: WaysProps) {
  const t = useTranslations("consoleRefunds");
  const locale = useLocale();
  const writing = useWriting();
  const may = can(role, "write");
  const { value, unit } = formatToman(refund.amountRials, writing);
  const amount = `${value} ${unit}`;
  const closed =
    "closed" in way ? t("approve.closed", { why: messagesIn(locale).errors[way.closed] }) : null;
  const told = Object.fromEntries(
    (["succeeded", "pending", "unknown", "failed", "declined"] as const).map((end) => [
      end,
      {
        tone: end === "unknown" || end === "failed" ? ("danger" as const) : ("ok" as const),
        title: t(`approve.done.${end}`),
      },
    ]),
  );
  return (
    <Decisions title={t("approve.title")} text={t("approve.lead")}>
      <Decision
        title={t("approve.yes")}
        text={
          own
            ? t("approve.own")
            : (closed ?? ("method" in way && t(`approve.yesText.${way.method}`)))
        }
      >
        {may && !own && "method" in way && (
          <NoteButton
            action={approve}
            fields={{ id: refund.id, method: way.method }}
            title={t("approve.ask", { amount })}
            consequences={
              <>
                <p>{t(`approve.yesText.${way.method}`)}</p>
                <p>{t("approve.will")}</p>
              </>
            }
            note={null}
            confirm={t("approve.confirm", { amount })}
            danger={false}
            look={{ tone: "primary" }}
            told={told}
          >
            {t("approve.yes")}
          </NoteButton>
        )}
      </Decision>
      <Decision title={t(own ? "approve.withdraw" : "approve.no")} text={t("approve.noText")}>
        {may && (
          <NoteButton
            action={decline}
            fields={{ id: refund.id }}
            title={t("approve.noAsk")}
            consequences={t("approve.noWill")}
            note={{
              name: "reason",
              label: t("approve.reason"),
              hint: t("approve.reasonHint"),
              required: false,
            }}
            confirm={t(own ? "approve.withdraw" : "approve.no")}
            danger
            told={told}
          >
            {t(own ? "approve.withdraw" : "approve.no")}
          </NoteButton>
        )}
      </Decision>
      {!may && <p className="px-4 py-3 text-ink-2 text-table">{t("notYours")}</p>}
    </Decisions>
  );
}

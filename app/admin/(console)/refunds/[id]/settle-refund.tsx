import { useTranslations } from "next-intl";
import { Decision, Decisions } from "@/components/ui/decisions";
import { NoteButton } from "@/components/ui/note-button";
import type { Role } from "@/lib/context";
import { can } from "@/lib/operators/state";
import { REFUND_ENDS } from "@/lib/refunds/state";
import { settle } from "../actions";

/** How a refund ended that nobody else can tell of, as a person saw it in the provider's panel. */
export function SettleRefund({ id, role }: { id: string; role: Role }) {
  const t = useTranslations("consoleRefunds.settle");
  const notYours = useTranslations("consoleRefunds")("notYours");
  const may = can(role, "write");
  return (
    <Decisions title={t("title")} text={t("lead")}>
      {REFUND_ENDS.map((as) => (
        <Decision key={as} title={t(as)} text={t(`${as}Text`)}>
          {may && (
            <NoteButton
              action={settle}
              fields={{ id, as }}
              title={t(`${as}Ask`)}
              consequences={
                <>
                  <p>{t(`${as}Text`)}</p>
                  <p>{t("will")}</p>
                </>
              }
              warning={t("warning")}
              note={{ label: t("note"), hint: t("noteHint"), required: true }}
              confirm={t(as)}
              danger
              told={{
                succeeded: { tone: "ok", title: t("done") },
                failed: { tone: "ok", title: t("done") },
              }}
            >
              {t(as)}
            </NoteButton>
          )}
        </Decision>
      ))}
      {!may && <p className="px-4 py-3 text-ink-2 text-table">{notYours}</p>}
    </Decisions>
  );
}

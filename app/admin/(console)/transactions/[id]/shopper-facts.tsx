import { useLocale, useTranslations } from "next-intl";
import { CopyableId } from "@/components/format/copyable-id";
import { Pan } from "@/components/format/pan";
import { Phone } from "@/components/format/phone";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact, Facts } from "@/components/ui/facts";
import { Monogram } from "@/components/ui/monogram";
import { Section } from "@/components/ui/section";
import { bankOfCard } from "@/lib/iran/bank-of-card";
import type { Attempt, Transaction } from "@/lib/transactions/find-transaction";
import { CopyableShort } from "./copyable-short";

/** Whom the site named as payer. */
export function ShopperFacts({ transaction }: { transaction: Transaction }) {
  const t = useTranslations("consoleTransaction");
  const ui = useTranslations("ui");
  const { payerName, payerMobile, payerEmail } = transaction;
  const known = payerName !== null || payerMobile !== null || payerEmail !== null;
  return (
    <Section title={t("shopperTitle")}>
      {!known && <p className="text-ink-2 text-table">{t("shopper.none")}</p>}
      <Facts>
        {payerName !== null && (
          <Fact name={t("shopper.name")}>
            <bdi>{payerName}</bdi>
          </Fact>
        )}
        {payerMobile !== null && (
          <Fact name={t("shopper.mobile")}>
            <span className="inline-flex items-center gap-0.5">
              <Phone>{payerMobile}</Phone>
              <CopyButton
                value={payerMobile}
                label={ui("copyWhat", { what: t("shopper.mobile") })}
                done={ui("copied")}
              />
            </span>
          </Fact>
        )}
        {payerEmail !== null && (
          <Fact name={t("shopper.email")}>
            <CopyableId what={t("shopper.email")}>{payerEmail}</CopyableId>
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

/** The card that paid, as the provider masks it, and whose it is by its first digits. */
export function CardFacts({ attempt }: { attempt: Attempt | null }) {
  const t = useTranslations("consoleTransaction");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const pan = attempt?.cardPan ?? null;
  const hash = attempt?.cardHash ?? null;
  const bank = pan === null ? null : bankOfCard(pan);
  return (
    <Section title={t("cardTitle")}>
      {pan === null && <p className="text-ink-2 text-table">{t("card.none")}</p>}
      <Facts>
        {pan !== null && (
          <Fact name={t("card.pan")}>
            <span className="inline-flex items-center gap-0.5">
              <Pan>{pan}</Pan>
              <CopyButton
                value={pan}
                label={ui("copyWhat", { what: t("card.pan") })}
                done={ui("copied")}
              />
            </span>
          </Fact>
        )}
        {pan !== null && (
          <Fact name={t("card.bank")}>
            {bank ? (
              <span className="inline-flex items-center gap-1.5">
                <Monogram
                  id={bank.id}
                  name={bank[locale].replace(/^(بانک|مؤسسهٔ اعتباری|Bank) /, "")}
                />
                {bank[locale]}
              </span>
            ) : (
              <span className="text-ink-2">{t("card.unknownBank")}</span>
            )}
          </Fact>
        )}
        {hash !== null && (
          <Fact name={t("card.hash")}>
            <CopyableShort what={t("card.hash")}>{hash}</CopyableShort>
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

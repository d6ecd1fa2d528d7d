"use client";

import { useTranslations } from "next-intl";
import { ColumnChoices } from "@/components/data-table/column-choices";
import { ALL, SHOWN, useListArrangement } from "./arrangement";

/** The choice of columns of this list, in the window that `ListColumns` opens. */
export default function ListColumnChoices() {
  const t = useTranslations("consoleTransactions.column");
  const { arrangement, arrange } = useListArrangement();
  return (
    <ColumnChoices
      all={ALL}
      shown={arrangement.shown}
      text={(id) => t(id)}
      density={arrangement.density}
      onShown={(shown) => arrange({ shown })}
      onDensity={(density) => arrange({ density })}
      onReset={() => arrange({ shown: SHOWN, density: "default" })}
    />
  );
}

export type Bank = {
  /** The bank's number in the national table of Shebas, where it has one of its own; else a word. */
  id: string;
  fa: string;
  en: string;
};

/**
 * Who issued a card, by the first digits of its number: the name that is printed on the card, also where
 * the bank has since become part of another (Ansar, Ghavamin, Hekmat, Mehr Eqtesad and Kosar of Sepah in
 * 1399, Ayandeh of Melli in 1404).
 *
 * Merged from the two tables of persian-tools (github.com/persian-tools/persian-tools, 2025-12-07), each
 * of which misses some.
 */
const BANKS: readonly (Bank & { bins: readonly string[] })[] = [
  { id: "010", fa: "بانک مرکزی", en: "Central Bank of Iran", bins: ["636795", "636797"] },
  { id: "011", fa: "بانک صنعت و معدن", en: "Bank of Industry and Mine", bins: ["627961"] },
  { id: "012", fa: "بانک ملت", en: "Bank Mellat", bins: ["610433", "991975"] },
  { id: "013", fa: "بانک رفاه کارگران", en: "Refah Bank", bins: ["589463"] },
  { id: "014", fa: "بانک مسکن", en: "Bank Maskan", bins: ["628023"] },
  { id: "015", fa: "بانک سپه", en: "Bank Sepah", bins: ["589210"] },
  { id: "016", fa: "بانک کشاورزی", en: "Bank Keshavarzi", bins: ["603770", "639217"] },
  { id: "017", fa: "بانک ملی ایران", en: "Bank Melli Iran", bins: ["603799", "170019"] },
  { id: "018", fa: "بانک تجارت", en: "Tejarat Bank", bins: ["627353", "585983"] },
  { id: "019", fa: "بانک صادرات ایران", en: "Bank Saderat Iran", bins: ["603769", "903769"] },
  {
    id: "020",
    fa: "بانک توسعهٔ صادرات",
    en: "Export Development Bank of Iran",
    bins: ["627648", "207177"],
  },
  { id: "021", fa: "پست بانک ایران", en: "Post Bank of Iran", bins: ["627760"] },
  { id: "022", fa: "بانک توسعه تعاون", en: "Tosee Taavon Bank", bins: ["502908"] },
  { id: "051", fa: "مؤسسهٔ اعتباری توسعه", en: "Tosee Credit Institution", bins: ["628157"] },
  { id: "052", fa: "بانک قوامین", en: "Ghavamin Bank", bins: ["639599"] },
  { id: "053", fa: "بانک کارآفرین", en: "Karafarin Bank", bins: ["627488", "502910"] },
  { id: "054", fa: "بانک پارسیان", en: "Parsian Bank", bins: ["622106", "627884", "639194"] },
  { id: "055", fa: "بانک اقتصاد نوین", en: "EN Bank", bins: ["627412"] },
  { id: "blu", fa: "بلوبانک سامان", en: "Blubank (Saman)", bins: ["62198619"] },
  { id: "056", fa: "بانک سامان", en: "Saman Bank", bins: ["621986"] },
  { id: "057", fa: "بانک پاسارگاد", en: "Bank Pasargad", bins: ["502229", "639347"] },
  { id: "058", fa: "بانک سرمایه", en: "Sarmayeh Bank", bins: ["639607"] },
  { id: "059", fa: "بانک سینا", en: "Sina Bank", bins: ["639346"] },
  { id: "060", fa: "بانک مهر ایران", en: "Mehr Iran Bank", bins: ["606373"] },
  { id: "061", fa: "بانک شهر", en: "Shahr Bank", bins: ["502806", "504706"] },
  { id: "062", fa: "بانک آینده", en: "Ayandeh Bank", bins: ["636214"] },
  { id: "063", fa: "بانک انصار", en: "Ansar Bank", bins: ["627381"] },
  { id: "064", fa: "بانک گردشگری", en: "Tourism Bank", bins: ["505416", "505426"] },
  { id: "065", fa: "بانک حکمت ایرانیان", en: "Hekmat Iranian Bank", bins: ["636949"] },
  { id: "066", fa: "بانک دی", en: "Day Bank", bins: ["502938"] },
  { id: "069", fa: "بانک ایران زمین", en: "Iran Zamin Bank", bins: ["505785"] },
  { id: "070", fa: "بانک قرض‌الحسنهٔ رسالت", en: "Resalat Bank", bins: ["504172"] },
  { id: "073", fa: "مؤسسهٔ اعتباری کوثر", en: "Kosar Credit Institution", bins: ["505801"] },
  { id: "075", fa: "مؤسسهٔ اعتباری ملل", en: "Melal Credit Institution", bins: ["606256"] },
  { id: "078", fa: "بانک خاورمیانه", en: "Middle East Bank", bins: ["585947"] },
  { id: "079", fa: "بانک مهر اقتصاد", en: "Mehr Eqtesad Bank", bins: ["639370"] },
  { id: "080", fa: "مؤسسهٔ اعتباری نور", en: "Noor Credit Institution", bins: ["507677"] },
  { id: "095", fa: "بانک ایران و ونزوئلا", en: "Iran–Venezuela Bank", bins: ["581874"] },
];

const byBin = new Map<string, Bank>(
  BANKS.flatMap(({ bins, ...bank }) => bins.map((bin): [string, Bank] => [bin, bank])),
);

/**
 * The bank of a card number, whole or masked as banks print it (`603799******7893`); null when its first
 * six digits are not shown or are nobody's that we know. Names a bank, proves nothing about the card.
 */
export function bankOfCard(pan: string): Bank | null {
  const [digits = ""] = /^\d*/.exec(pan) ?? [];
  return byBin.get(digits.slice(0, 8)) ?? byBin.get(digits.slice(0, 6)) ?? null;
}

export const PASSWORD_CHARS_MIN = 10;
const PASSWORD_CHARS_MAX = 200;
const DISTINCT_CHARS_MIN = 4;

/**
 * What people choose most where ten characters are asked for, by the lists of stolen passwords that are
 * public. Compared in lower case and without what is neither letter nor digit.
 */
const COMMON = new Set(
  `0123456789 1234567890 12345678910 123456789a 1234567891 9876543210 0987654321 123123123123 1q2w3e4r5t
   1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6 qwertyuiop qwertyuiop1 qwertyuiop123
   qwerty12345 qwerty123456 qwerty1234 qwertyqwerty qazwsxedcrfv asdfghjkl1 asdfghjkl123 zxcvbnm123
   1234qwerasdf qwer1234asdf abcdefghij abcdefghijk abcd123456 abc1234567 abc123456789 a123456789
   aa123456789 password12 password123 password1234 password12345 passw0rd123 passw0rd1234 p4ssw0rd123
   mypassword mypassword1 newpassword newpassword1 passwordpassword password2024 password2025 password2026
   administrator administrator1 adminadmin admin12345 admin123456 admin1234567 adminpassword root123456
   rootpassword changeme123 changemenow letmein123 letmeinnow welcome123 welcome1234 welcome12345 iloveyou12
   iloveyou123 iloveyou1234 iloveyouforever princess123 sunshine123 football123 baseball123 superman123
   batman12345 dragon12345 monkey12345 master12345 michael123 charlie123 liverpool1 chocolate1 basketball
   basketball1 computer123 internet123 trustno1trustno1 whatever123 starwars123 pokemon123 google12345
   test123456 test1234567 testtesttest demo123456 user123456 default123 secret12345 login12345 hello12345
   iran123456 tehran12345 persian123 persepolis esteghlal123 perspolis123 salam12345 salamsalam khodaya123
   mohammad123 alireza123 flatpay123 flatpay1234 flatpayflatpay zarinpal123`.split(/\s+/),
);

/**
 * Why a text is no password here, as the reason of an error; null when it will do. Long beats odd: there
 * are no rules about kinds of characters. @param email the account's own, which is no secret
 */
export function passwordFault(
  password: string,
  email?: string,
): "too_short" | "too_long" | "password_too_common" | null {
  if ([...password].length < PASSWORD_CHARS_MIN) return "too_short";
  if ([...password].length > PASSWORD_CHARS_MAX) return "too_long";
  const plain = simplify(password);
  if (COMMON.has(plain) || new Set(plain).size < DISTINCT_CHARS_MIN) return "password_too_common";
  // A mobile or national number, a date: few enough to go through.
  if (/^\p{N}*$/u.test(plain)) return "password_too_common";
  if (email) {
    const own = simplify(email);
    const [local = ""] = email.split("@");
    // The address, or its first part with a few figures behind it.
    const rest = plain.startsWith(simplify(local)) ? plain.slice(simplify(local).length) : null;
    if (plain === own || (rest !== null && /^\d*$/.test(rest))) return "password_too_common";
  }
  return null;
}

const simplify = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

"use client";

import "./globals.css";

/**
 * The last resort, when the root layout itself failed. Language and messages come from that layout, so
 * this page says it in both languages and holds its own words.
 */
export default function GlobalError() {
  return (
    <html lang="fa" dir="rtl">
      <body>
        <main className="flex min-h-dvh flex-col items-center justify-center gap-6 p-6 text-center">
          <div>
            <h1 className="font-bold text-xl">مشکلی پیش آمد</h1>
            <p className="text-ink-2">مشکل در سمت ماست. کمی بعد این صفحه را دوباره باز کنید.</p>
          </div>
          <div lang="en" dir="ltr">
            <p className="font-bold text-xl">Something went wrong</p>
            <p className="text-ink-2">
              The fault is on our side. Open this page again in a moment.
            </p>
          </div>
        </main>
      </body>
    </html>
  );
}

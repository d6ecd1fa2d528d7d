import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { attempts, transactions } from "@/db/schema/transactions";
import type { Mode } from "@/lib/context";
import type { ConsoleFilters } from "./console/schema";
import { cardEnds } from "./list-conditions";
import { ofApps, plainFilters, type Scope, statusConditions, withCard } from "./list-filters";
import type { Place, Way } from "./list-page";
import { type CardSearch, readSearch } from "./list-search";

/**
 * The ways to a console list's rows (see list-page.ts). What tells most leads: the search, else the card,
 * else what an index of its own has, else the apps. The rest narrows.
 */
export function waysTo(scope: Scope, filters: ConsoleFilters, place: Place): Way[] {
  const { q, card, app } = filters;
  const plain = plainFilters(scope, filters);
  const byStatus = statusConditions(filters.status);
  const ofStatus = or(...byStatus);
  if (q !== null) {
    const rest = and(plain, ofStatus, ofApps(filters), withCard(scope, filters));
    return searchWays(scope.mode, q, rest, place);
  }
  if (card !== null) {
    const rest = and(plain, ofStatus, ofApps(filters));
    return [cardWay(scope.mode, { lastFour: card, masked: null }, rest, place)];
  }
  if (byStatus.length > 1 || app.length <= 1) {
    const rest = and(plain, ofApps(filters));
    const ways = byStatus.map((where) => ({ where: and(rest, where) }));
    return ways.length > 0 ? ways : [{ where: rest }];
  }
  return app.map((id) => ({ where: and(plain, ofStatus, eq(transactions.appId, id)) }));
}

/** One way for each thing that the search may mean. `rest` must hold as well. */
export function searchWays(mode: Mode, text: string, rest: SQL | undefined, place: Place): Way[] {
  const { conditions, card } = readSearch(text);
  const ways: Way[] = conditions.map((where) => ({ where: and(rest, where) }));
  return card ? [...ways, cardWay(mode, card, rest, place)] : ways;
}

/** The same as a condition, for what has no order. */
export function foundBy(mode: Mode, text: string): SQL {
  const { conditions, card } = readSearch(text);
  const found = conditions.map((where) => sql`select id from ${transactions} where ${where}`);
  if (card) found.push(holdersOf(mode, card));
  return sql`${transactions.id} in (${sql.join(found, sql` union all `)})`;
}

/**
 * Along the attempts of a card, which stand in the order of their transactions. `offset 0` keeps the two
 * apart: few cards have most of the payments of a test shop, and guessing from that is worse than walking.
 */
function cardWay(mode: Mode, card: CardSearch, rest: SQL | undefined, place: Place): Way {
  const direction = place.descending ? sql`desc` : sql`asc`;
  const beyond = place.descending ? sql`<` : sql`>`;
  const past = place.key === "created" ? place.past : null;
  const holder = attempts.transactionId;
  const reached = past ? sql`${holder} ${beyond} ${past.id}` : undefined;
  return {
    from: sql`(select distinct ${holder} as holder from ${attempts}
      where ${and(ofCard(mode, card), reached)} order by ${holder} ${direction} offset 0) as held
      join ${transactions} on ${transactions.id} = held.holder`,
    where: rest,
  };
}

function ofCard(mode: Mode, { lastFour, masked }: CardSearch): SQL | undefined {
  return and(cardEnds(mode, lastFour), masked === null ? undefined : eq(attempts.cardPan, masked));
}

function holdersOf(mode: Mode, card: CardSearch): SQL {
  return sql`select ${attempts.transactionId} from ${attempts} where ${ofCard(mode, card)}`;
}

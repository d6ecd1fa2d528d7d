import type postgres from "postgres";

type Unsafe = postgres.Sql["unsafe"];

/**
 * drizzle sends everything through `unsafe` with `prepare: false`, so the server would parse and
 * plan each query anew. A query with parameters is prepared instead, once a connection.
 */
export function prepareUnsafe(unsafe: Unsafe): Unsafe {
  return (text, parameters, options) =>
    parameters && parameters.length > 0
      ? unsafe(text, parameters, { ...options, prepare: true })
      : unsafe(text, parameters, options);
}

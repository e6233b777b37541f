// DuckDB-WASM: the same part of the job as SQL. The engine runs in its own worker, as it is meant to.
//
// It is given what makes it fast: the files are handles that it reads by itself; dialect and types of all columns are told,
// so that it guesses nothing; only the columns that the part needs are kept (it does not build the others); the keys are
// worked out once into narrow tables, and the joins are equalities, which it does by hashing. It has one thread: several
// would need a page that is served with isolation headers and can never be opened from disk.

import * as duckdb from "@duckdb/duckdb-wasm";
import workerAddress from "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url";
import moduleAddress from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";
import { AD, CLOUD, INITIAL_DOMAIN } from "./columns.mjs";
import { frame } from "./frame.mjs";

function csv(file, columns) {
  const types = columns.map((name) => `'${name}': 'VARCHAR'`).join(", ");
  return `read_csv('${file}', auto_detect=false, header=true, delim=',', quote='"', escape='"', new_line='\\r\\n',
    encoding='utf-8', columns={${types}})`;
}

/** The primary address of a list: the entry whose type is in capitals. */
function primary(column, separator) {
  const entry = `list_extract(list_filter(string_split(${column}, '${separator}'), lambda entry: starts_with(entry, 'SMTP:')), 1)`;
  return `lower(substr(${entry}, 6))`;
}

// Deleted users and guests are joined by nobody; they count as rows.
const CLOUD_USERS = `
  CREATE TABLE cloud AS
  SELECT
    row_number() OVER () AS id,
    "DirSyncEnabled" = 'True' AS synced,
    lower("User principal name") AS login,
    ${primary('"Proxy addresses"', "+")} AS primary_address,
    coalesce("Licenses", '') NOT IN ('', 'Unlicensed')
      AND contains(lower("Proxy addresses"), 'smtp:')
      AND NOT list_contains(
        list_transform(string_split(lower("Proxy addresses"), '+'),
          lambda entry: starts_with(entry, 'smtp:') AND ends_with(entry, '@${INITIAL_DOMAIN}')),
        true) AS needs_onmicrosoft,
    coalesce("Soft deletion time stamp", '') = '' AND NOT contains("User principal name", '#EXT#') AS live
  FROM ${csv("users.csv", CLOUD)}`;

const AD_OBJECTS = `
  CREATE TABLE ad AS
  SELECT
    row_number() OVER () AS id,
    "ObjectClass" AS class,
    lower("userPrincipalName") AS login,
    coalesce(${primary('"proxyAddresses"', "|")}, CASE WHEN coalesce("proxyAddresses", '') = '' THEN lower("mail") END)
      AS primary_address,
    string_split(lower("proxyAddresses"), '|') AS addresses
  FROM ${csv("ad.csv", AD)}`;

// Who is synced already comes first, by either key; then the primary address, then the UPN.
const MATCH = `
  CREATE TABLE match AS
  SELECT
    CASE
      WHEN p.synced THEN 'primary'
      WHEN u.synced THEN 'upn'
      WHEN p.id IS NOT NULL THEN 'primary'
      WHEN u.id IS NOT NULL THEN 'upn'
      ELSE 'new'
    END AS step,
    CASE WHEN p.synced OR (p.id IS NOT NULL AND NOT coalesce(u.synced, false)) THEN p.id ELSE u.id END AS hit,
    CASE WHEN p.synced OR (p.id IS NOT NULL AND NOT coalesce(u.synced, false)) THEN p.needs_onmicrosoft
      ELSE u.needs_onmicrosoft END AS needs_onmicrosoft
  FROM (SELECT * FROM ad WHERE class = 'user') AS a
  LEFT JOIN (SELECT * FROM cloud WHERE live) AS p ON p.primary_address = a.primary_address
  LEFT JOIN (SELECT * FROM cloud WHERE live) AS u ON u.login = a.login`;

const COUNTS = `
  SELECT
    (SELECT count(*) FROM ad) AS "adRows",
    (SELECT count(*) FROM cloud) AS "cloudRows",
    (SELECT count(*) FROM match WHERE step = 'primary') AS "byPrimary",
    (SELECT count(*) FROM match WHERE step = 'upn') AS "byUpn",
    (SELECT count(*) FROM match WHERE step = 'new') AS "new",
    (SELECT count(*) FROM (
      SELECT address
      FROM (SELECT DISTINCT id, unnest(addresses) AS address FROM ad WHERE class IN ('user', 'group', 'contact'))
      WHERE starts_with(address, 'smtp:')
      GROUP BY address
      HAVING count(*) > 1
    )) AS "sharedAddresses",
    (SELECT count(DISTINCT hit) FROM match WHERE needs_onmicrosoft) AS "missingOnmicrosoft"`;

frame(async () => {
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(workerAddress));
  await database.instantiate(moduleAddress);
  const connection = await database.connect();
  const { version } = (await connection.query("SELECT version() AS version")).toArray()[0];
  window.engineVersion = version;
  return async (ad, cloud) => {
    for (const file of [ad, cloud]) {
      await database.registerFileHandle(file.name, file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
    }
    for (const statement of [CLOUD_USERS, AD_OBJECTS, MATCH]) await connection.query(statement);
    const row = (await connection.query(COUNTS)).toArray()[0].toJSON();
    return Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)]));
  };
});

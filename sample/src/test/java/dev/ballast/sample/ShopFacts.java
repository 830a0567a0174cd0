package dev.ballast.sample;

import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.List;

/// What the tests ask a shop about.
public final class ShopFacts {
  private static final List<String> TENANT_TABLES =
      List.of(
          "carts",
          "documents",
          "events",
          "order_items",
          "order_status_log",
          "orders",
          "payments",
          "products",
          "promotions",
          "users");

  private ShopFacts() {}

  static List<String> accessMethods(Session session) {
    return session.query(
        """
        SELECT DISTINCT a.amname
        FROM pg_class c JOIN pg_am a ON a.oid = c.relam
        WHERE c.relkind = 'i' AND c.relnamespace = 'shop'::regnamespace
        ORDER BY 1
        """,
        row -> row.text(1));
  }

  static List<String> relationsInTablespace(Session session) {
    return session.query(
        """
        SELECT c.relname
        FROM pg_class c JOIN pg_tablespace t ON t.oid = c.reltablespace
        WHERE t.spcname = 'shop_archive' AND c.relnamespace = 'shop'::regnamespace
        ORDER BY 1
        """,
        row -> row.text(1));
  }

  static List<String> relationKinds(Session session) {
    return session.query(
        """
        SELECT relkind::text || ' ' || count(*)
        FROM pg_class
        WHERE relkind <> 'i'
          AND relnamespace IN ('shop'::regnamespace, 'reporting'::regnamespace)
        GROUP BY relkind
        ORDER BY relkind
        """,
        row -> row.text(1));
  }

  static List<String> routineKinds(Session session) {
    return session.query(
        """
        SELECT DISTINCT p.prokind::text || ' ' || l.lanname
        FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
        WHERE p.pronamespace = 'shop'::regnamespace
        ORDER BY 1
        """,
        row -> row.text(1));
  }

  static List<String> typesAndTriggers(Session session) {
    return session.query(
        """
        SELECT 'domain ' || count(*) FROM pg_type WHERE typtype = 'd' AND typnamespace = 'shop'::regnamespace
        UNION ALL
        SELECT 'enum ' || count(*) FROM pg_type WHERE typtype = 'e' AND typnamespace = 'shop'::regnamespace
        UNION ALL
        SELECT 'policy ' || count(*) FROM pg_policies WHERE schemaname = 'shop'
        UNION ALL
        SELECT 'trigger ' || count(*) FROM pg_trigger WHERE NOT tgisinternal
        """,
        row -> row.text(1));
  }

  static List<String> invalidConstraints(Session session) {
    return session.query(
        "SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1", row -> row.text(1));
  }

  /// Rows whose foreign key points nowhere, over all keys of one column, without any index.
  public static long orphans(Session session) {
    List<String> queries =
        session.query(
            """
            SELECT format('SELECT count(*) FROM %s c WHERE NOT EXISTS (SELECT FROM %s p WHERE p.%I = c.%I)',
                     con.conrelid::regclass, con.confrelid::regclass, pa.attname, ca.attname)
            FROM pg_constraint con
            JOIN pg_attribute ca ON ca.attrelid = con.conrelid AND ca.attnum = con.conkey[1]
            JOIN pg_attribute pa ON pa.attrelid = con.confrelid AND pa.attnum = con.confkey[1]
            WHERE con.contype = 'f' AND con.conparentid = 0
              AND con.connamespace = 'shop'::regnamespace
            """,
            row -> row.text(1));
    if (queries.size() != 13) {
      throw new IllegalStateException("not 13 foreign keys: " + queries.size());
    }
    return queries.stream().mapToLong(query -> session.number(query)).sum();
  }

  /// Orders whose total is not the sum of their lines, or whose payment is not the total.
  public static long unbalancedOrders(Session session) {
    return session.number(
        """
        SELECT count(*)
        FROM shop.orders o
        LEFT JOIN (SELECT order_id, sum(amount) AS amount FROM shop.order_items GROUP BY 1) i ON i.order_id = o.id
        LEFT JOIN (SELECT order_id, sum(amount) AS amount FROM shop.payments GROUP BY 1) p ON p.order_id = o.id
        WHERE i.amount IS DISTINCT FROM o.total
           OR p.amount IS DISTINCT FROM CASE WHEN o.status NOT IN ('pending', 'cancelled') THEN o.total END
        """);
  }

  static List<String> sequencesBehindTheirTable(Session session) {
    List<String> behind = new ArrayList<>();
    session
        .query(
            """
            SELECT format('SELECT ''%s'' FROM %s HAVING max(id) > (SELECT last_value FROM %s)',
                     s.oid::regclass, d.refobjid::regclass, s.oid::regclass)
            FROM pg_class s
            JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
            WHERE s.relkind = 'S'
            """,
            row -> row.text(1))
        .forEach(query -> session.first(query, row -> row.text(1)).ifPresent(behind::add));
    return behind;
  }

  /// Tables of tenants in which the session sees a row.
  static List<String> visibleTables(Session session) {
    return TENANT_TABLES.stream()
        .filter(
            table ->
                session.one(
                    "SELECT EXISTS (SELECT FROM shop." + table + ") AS b", row -> row.flag("b")))
        .toList();
  }

  /// Tenants of which the session sees a row in any table.
  static List<Long> visibleTenants(Session session) {
    return TENANT_TABLES.stream()
        .flatMap(
            table ->
                session
                    .query(
                        "SELECT DISTINCT tenant_id FROM shop." + table,
                        row -> row.number("tenant_id"))
                    .stream())
        .distinct()
        .sorted()
        .toList();
  }

  /// A line each table: name, number of rows, and a sum of their hashes that ignores their order.
  static List<String> digests(Session session) {
    List<String> digests = new ArrayList<>();
    session
        .query(
            """
            SELECT c.oid::regclass::text
            FROM pg_class c
            WHERE c.relkind IN ('r', 'm')
              AND c.relnamespace IN ('shop'::regnamespace, 'reporting'::regnamespace)
            ORDER BY 1
            """,
            row -> row.text(1))
        .forEach(
            table ->
                digests.add(
                    table
                        + " "
                        + session.text(
                            "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)"
                                + " FROM "
                                + table
                                + " t")));
    digests.addAll(
        session.query(
            """
            SELECT format('%s 1 %s', sequencename, coalesce(last_value, 0))
            FROM pg_sequences
            ORDER BY sequencename
            """,
            row -> row.text(1)));
    return digests;
  }
}

package dev.ballast.protect.confine;

import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.List;

/// What is taken from the roles of a copy, by direct changes of its catalogues: no DDL statement
/// takes `SUPERUSER` from the role that `initdb` made, and most would fire event triggers.
/// PostgreSQL lets a superuser write to its catalogues (`pg_class_aclmask_ext` in `aclchk.c`).
final class Stripping {
  private static final int HAS_PARAMETER_PRIVILEGES = 15;

  /// Objects below are made by `initdb`; `FirstNormalObjectId` in `access/transam.h`.
  private static final int FIRST_USER_OID = 16384;

  /// What a role or database may have configured and keeps: parameters that say what a value or a
  /// name means. Not among them is whatever loads, connects, writes or changes a role.
  private static final List<String> KEPT_SETTINGS =
      List.of(
          "search_path",
          "timezone",
          "datestyle",
          "intervalstyle",
          "extra_float_digits",
          "bytea_output",
          "xmloption",
          "xmlbinary",
          "lc_messages",
          "lc_monetary",
          "lc_numeric",
          "lc_time",
          "default_text_search_config",
          "standard_conforming_strings",
          "backslash_quote",
          "array_nulls",
          "transform_null_equals",
          "client_encoding");

  /// Libraries whose functions reach files, other servers or processes anyone who calls them.
  private static final String REACHING_LIBRARIES =
      "(^|/)(dblink|postgres_fdw|file_fdw|adminpack|http|pg_net|pg_curl|plproxy|pg_background"
          + "|pg_cron|aws_s3|aws_commons|plsh|pg_file|mysql_fdw|oracle_fdw|tds_fdw|pg_task|pgq_.*"
          + ")(-[0-9.]+)?(\\.so)?$";

  /// A library of the installation: no other folder, and not the copy's own.
  private static final String INSTALLED_LIBRARY = "^(\\$libdir/)?[A-Za-z0-9_.+-]+$";

  /// What the driver puts in place of bytes that are not UTF8.
  private static final char NOT_UTF8 = '\uFFFD';

  private static final String KEPT =
      """
      (pg_catalog.lower(pg_catalog.split_part(c, '=', 1)) = ANY ('{%s}'::pg_catalog.text[])
        OR pg_catalog.split_part(c, '=', 1) LIKE '%%.%%'
           AND pg_catalog.lower(c) !~ '^pl(perl|tcl|python|v8|java)')
      """
          .formatted(String.join(",", KEPT_SETTINGS));

  private final Session keeper;
  private final ConfinedCopy.Roles roles;

  Stripping(Session keeper, ConfinedCopy.Roles roles) {
    this.keeper = keeper;
    this.roles = roles;
  }

  /// What all databases share: attributes, memberships, settings, subscriptions.
  void cluster() {
    keeper.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    String heir = new Identifier(roles.heir()).toString();
    String reader = new Identifier(roles.reader()).toString();
    keeper.execute(
        "CREATE ROLE %s LOGIN PASSWORD %s".formatted(heir, new Literal(roles.password().reveal())));
    keeper.execute("CREATE ROLE " + reader);
    keeper.execute(sql("attributes"), roles.reader(), roles.heir(), roles.keeper());
    keeper.execute(
        "DELETE FROM pg_catalog.pg_auth_members WHERE roleid < %d AND roleid <> 10"
            .formatted(FIRST_USER_OID));
    keeper.execute("GRANT pg_read_all_data TO " + reader);
    keeper.execute(
        """
        DELETE FROM pg_catalog.pg_db_role_setting
         WHERE NOT EXISTS (SELECT FROM pg_catalog.unnest(setconfig) AS c WHERE %s)
        """
            .formatted(KEPT));
    keeper.execute(
        """
        UPDATE pg_catalog.pg_db_role_setting
           SET setconfig = ARRAY(SELECT c FROM pg_catalog.unnest(setconfig) AS c WHERE %s)
        """
            .formatted(KEPT));
    if (keeper.version().major() >= HAS_PARAMETER_PRIVILEGES) {
      keeper.execute("DELETE FROM pg_catalog.pg_parameter_acl");
    }
    keeper.execute("UPDATE pg_catalog.pg_subscription SET subenabled = false WHERE subenabled");
    keeper.execute("UPDATE pg_catalog.pg_database SET datconnlimit = -1 WHERE datconnlimit >= 0");
    // What admits nobody on the source can be checked here. template0 is left as initdb made it.
    keeper.execute(
        """
        UPDATE pg_catalog.pg_database SET datallowconn = true
         WHERE NOT datallowconn AND datconnlimit <> -2 AND datname <> 'template0'
        """);
    // By default everybody may connect and make temporary tables.
    keeper.execute("UPDATE pg_catalog.pg_database SET datacl = NULL WHERE datacl IS NOT NULL");
    keeper.commit();
  }

  /// What is in the keeper's database.
  void database() {
    // Ahead of everything, and committed: the statements below would fire them. Their owner could
    // enable one that is only disabled.
    keeper.execute("DELETE FROM pg_catalog.pg_event_trigger");
    rollBackPrepared();
    keeper.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    reach();
    owners();
    grants();
    keeper.commit();
  }

  /// Transactions that the source had prepared hold their locks on the copy as well, and a check
  /// would wait for them in vain.
  private void rollBackPrepared() {
    keeper
        .query(
            """
            SELECT gid FROM pg_catalog.pg_prepared_xacts
             WHERE database = pg_catalog.current_database()
            """,
            row -> row.text("gid"))
        .forEach(gid -> keeper.execute("ROLLBACK PREPARED " + new Literal(gid)));
  }

  /// Untrusted languages and foreign servers lose their handlers, so that nobody can use them.
  /// Functions that initdb or an extension's own script kept from the public were kept from it for
  /// their reach; a copy of one made under another name has the same body. That an administrator
  /// took a function from the public says nothing of its reach.
  private void reach() {
    keeper.execute(
        """
        UPDATE pg_catalog.pg_language SET lanplcallfoid = 0, laninline = 0
         WHERE lanispl AND NOT lanpltrusted
        """);
    keeper.execute(
        "UPDATE pg_catalog.pg_foreign_data_wrapper SET fdwhandler = 0 WHERE fdwhandler <> 0");
    keeper.execute(sql("restrict"), roles.keeper(), REACHING_LIBRARIES);
    // What initdb lets everybody call is everybody's again: without it no check could be planned.
    keeper.execute(
        """
        UPDATE pg_catalog.pg_proc AS p SET proacl = NULL
         WHERE p.oid < %d AND p.proacl IS NOT NULL
           AND p.proacl IS DISTINCT FROM ARRAY[pg_catalog.makeaclitem(%2$s, %2$s, 'EXECUTE', false)]
        """
            .formatted(FIRST_USER_OID, keepersOid()));
    keeper.execute(
        """
        UPDATE pg_catalog.pg_proc AS p SET probin = '$libdir/not-of-this-installation'
          FROM pg_catalog.pg_language AS l
         WHERE l.oid = p.prolang AND l.lanname = 'c' AND p.probin !~ %s
        """
            .formatted(new Literal(INSTALLED_LIBRARY)));
  }

  private String keepersOid() {
    return "(SELECT r.oid FROM pg_catalog.pg_authid AS r WHERE r.rolname = %s)"
        .formatted(new Literal(roles.keeper()));
  }

  /// PostgreSQL's own objects go to the keeper: the owner of a type may add casts to it, the owner
  /// of a schema functions. What a predefined role owns would run with that role's power.
  private void owners() {
    String keepersOid = keepersOid();
    String heirsOid =
        "(SELECT r.oid FROM pg_catalog.pg_authid AS r WHERE r.rolname = %s)"
            .formatted(new Literal(roles.heir()));
    keeper.execute(
        """
        UPDATE pg_catalog.pg_namespace
           SET nspowner = %s, nspacl = ARRAY[pg_catalog.makeaclitem(0, %1$s, 'USAGE', false)]
         WHERE nspname IN ('pg_catalog', 'pg_toast', 'information_schema')
        """
            .formatted(keepersOid));
    keeper.execute(
        "UPDATE pg_catalog.pg_type SET typowner = %s WHERE oid < %d"
            .formatted(keepersOid, FIRST_USER_OID));
    keeper.execute(
        """
        UPDATE pg_catalog.pg_class SET relowner = %s
         WHERE oid < %d AND relnamespace IN (
                 SELECT n.oid FROM pg_catalog.pg_namespace AS n
                  WHERE n.nspname IN ('pg_catalog', 'pg_toast'))
        """
            .formatted(keepersOid, FIRST_USER_OID));
    for (String owned : List.of("pg_class SET relowner", "pg_proc SET proowner")) {
      keeper.execute(
          "UPDATE pg_catalog.%s = %s WHERE %s < %d AND %3$s <> 10 AND oid >= %4$d"
              .formatted(
                  owned, heirsOid, owned.substring(owned.lastIndexOf(' ') + 1), FIRST_USER_OID));
    }
    keeper.execute(
        "UPDATE pg_catalog.pg_class SET relforcerowsecurity = false WHERE relforcerowsecurity");
  }

  /// An owner may have taken from itself what reading its own table needs; a superuser needed no
  /// privileges before.
  private void grants() {
    run(sql("owners_schemas"));
    run(sql("owners_tables"));
    List<String> superusers = List.copyOf(roles.superusers());
    run(sql("superusers_schemas"), superusers);
    run(sql("superusers_routines"), superusers, roles.keeper());
  }

  private String sql(String name) {
    return SqlResource.load(Stripping.class, name, keeper.version());
  }

  /// A name of all databases is in the encoding of the one it was made in. One that is not valid in
  /// UTF8 cannot be sent back; no session can log in under it either, and its checks are undecided.
  private void run(String statements, Object... parameters) {
    keeper.query(statements, row -> row.text("grant"), parameters).stream()
        .filter(statement -> statement.indexOf(NOT_UTF8) < 0)
        .forEach(keeper::execute);
  }
}

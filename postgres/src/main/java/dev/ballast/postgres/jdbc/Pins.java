package dev.ballast.postgres.jdbc;

import dev.ballast.postgres.ServerVersion;
import dev.ballast.sql.Literal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which parameters a session holds from its first statement on, so that nothing that ALTER
/// DATABASE or ALTER ROLE has set decides what its statements mean or may do.
///
/// On a guarded server all of them may be set by any role. What only superusers may set
/// (`session_replication_role`, `zero_damaged_pages`, `session_preload_libraries`, `lc_messages`),
/// only superusers can have set for a database, and no ordinary role can outrank it. On a copy
/// Ballast is a superuser, and outranks those too.
public enum Pins {
  /// For a server that belongs to somebody else. Names mean PostgreSQL's own objects and nothing
  /// that a user made; transactions are read-only unless one is opened otherwise; text forms and
  /// plans are the same everywhere; only Ballast's own bounds end a statement or a session.
  READING,

  /// For reading the configuration of a server that belongs to somebody else, as its other sessions
  /// have it. Names mean PostgreSQL's own objects, and transactions are read-only; all else is what
  /// was configured, so that no other statement belongs there.
  CONFIGURED,

  /// For a superuser's session on a copy of somebody else's cluster. As [#READING], but it may
  /// write; no trigger fires, no library is loaded, and nothing hides what a check looks for.
  COPY,

  /// For the session of a role without power on such a copy, which acts as the owner of what it
  /// reads: what a name or a rule means stays what the owner configured. The statements are written
  /// to mean the same whatever that is, and the text form of a value is as in every session.
  OWNER,

  /// For a server that Ballast itself made, where the configuration is Ballast's anyway and the
  /// session acts as an application or an administrator would.
  NONE;

  /// `pg_temp` is named, and last: unnamed it would come before `pg_catalog`.
  private static final StartupSetting SEARCH_PATH = of("search_path", "pg_catalog, pg_temp");

  /// What the driver sends as well, behind our options: it has to be set again.
  private static final List<StartupSetting> SENT_BY_THE_DRIVER =
      List.of(of("DateStyle", "ISO, YMD"), of("TimeZone", "UTC"), of("extra_float_digits", "1"));

  /// `transaction_timeout` in the manual's "PostgreSQL Error Codes", from 17 on.
  private static final String TRANSACTION_TIMEOUT_ENDED_IT = "25P04";

  private static final int HAS_TRANSACTION_TIMEOUT = 17;

  /// From 17 on. A release that does not know a parameter would refuse it in the startup packet.
  private static final StartupSetting NO_TRANSACTION_TIMEOUT = of("transaction_timeout", "0");

  /// From 14.13, 15.8 and 16.4 on. A table may be replaced by a view of its name; an owner, though,
  /// may have views and foreign tables read for a declared invariant.
  private static final StartupSetting TABLES_ONLY =
      of("restrict_nonsystem_relation_kind", "view, foreign-table");

  private static final List<StartupSetting> MEANING =
      List.of(
          of("standard_conforming_strings", "on"),
          of("backslash_quote", "safe_encoding"),
          of("array_nulls", "on"),
          of("transform_null_equals", "off"),
          of("timezone_abbreviations", "Default"),
          of("default_text_search_config", "pg_catalog.simple"),
          of("gin_fuzzy_search_limit", "0"));

  private static final List<StartupSetting> TEXT_FORM =
      List.of(
          of("IntervalStyle", "postgres"),
          of("bytea_output", "hex"),
          of("xmlbinary", "base64"),
          of("xmloption", "content"),
          of("lc_monetary", "C"),
          of("lc_numeric", "C"),
          of("lc_time", "C"),
          of("quote_all_identifiers", "off"));

  /// `row_security = off` turns a policy that would hide rows from the role into an error. A
  /// standby refuses the isolation level `serializable`.
  private static final List<StartupSetting> POWER =
      List.of(
          of("role", "none"),
          of("row_security", "off"),
          of("local_preload_libraries", ""),
          of("default_transaction_isolation", "read committed"),
          of("default_transaction_deferrable", "off"));

  private static final List<StartupSetting> ONLY_READS =
      List.of(of("default_transaction_read_only", "on"));

  private static final List<StartupSetting> MAY_WRITE =
      List.of(of("default_transaction_read_only", "off"));

  /// What only superusers may set, or only DDL heeds. `zero_damaged_pages` and its like would hide
  /// what a check looks for; `synchronous_commit` spares a copy a flush for each change of its
  /// catalogues.
  private static final List<StartupSetting> OF_A_SUPERUSER =
      List.of(
          of("session_preload_libraries", ""),
          of("dynamic_library_path", "$libdir"),
          of("session_replication_role", "replica"),
          of("allow_system_table_mods", "off"),
          of("ignore_system_indexes", "off"),
          of("zero_damaged_pages", "off"),
          of("ignore_checksum_failure", "off"),
          of("password_encryption", "scram-sha-256"),
          of("synchronous_commit", "off"),
          of("commit_delay", "0"),
          of("default_tablespace", ""),
          of("temp_file_limit", "-1"),
          of("max_stack_depth", "2MB"),
          of("deadlock_timeout", "1s"),
          of("lc_messages", "C"),
          of("log_statement", "none"),
          of("log_min_messages", "warning"),
          of("log_min_error_statement", "error"),
          of("log_min_duration_statement", "-1"));

  /// A reading may idle under its snapshot while others read.
  private static final List<StartupSetting> ENDURANCE =
      List.of(
          of("idle_in_transaction_session_timeout", "0"),
          of("idle_session_timeout", "0"),
          of("client_connection_check_interval", "0"),
          of("tcp_user_timeout", "0"),
          of("tcp_keepalives_idle", "0"),
          of("tcp_keepalives_interval", "0"),
          of("tcp_keepalives_count", "0"),
          of("exit_on_error", "off"),
          of("client_min_messages", "warning"),
          of("log_parameter_max_length_on_error", "0"),
          of("debug_print_parse", "off"),
          of("debug_print_rewritten", "off"),
          of("debug_print_plan", "off"));

  /// How much load a reading puts on a server is decided by its number of sessions alone: no
  /// parallel workers, no compiler. With `constraint_exclusion` the planner evaluates CHECKs.
  private static final List<StartupSetting> PLANS =
      Stream.concat(
              Stream.of(
                  of("max_parallel_workers_per_gather", "0"),
                  of("jit", "off"),
                  of("constraint_exclusion", "off"),
                  of("plan_cache_mode", "auto"),
                  of("work_mem", "4MB"),
                  of("hash_mem_multiplier", "2"),
                  of("temp_buffers", "8MB"),
                  of("temp_tablespaces", ""),
                  of("cursor_tuple_fraction", "0.1"),
                  of("seq_page_cost", "1"),
                  of("random_page_cost", "4"),
                  of("cpu_tuple_cost", "0.01"),
                  of("cpu_index_tuple_cost", "0.005"),
                  of("cpu_operator_cost", "0.0025"),
                  of("effective_cache_size", "4GB"),
                  of("from_collapse_limit", "8"),
                  of("join_collapse_limit", "8"),
                  of("geqo", "on"),
                  of("geqo_threshold", "12"),
                  of("geqo_effort", "5")),
              Stream.of(
                      "bitmapscan",
                      "hashagg",
                      "hashjoin",
                      "incremental_sort",
                      "indexonlyscan",
                      "indexscan",
                      "material",
                      "memoize",
                      "mergejoin",
                      "nestloop",
                      "seqscan",
                      "sort",
                      "tidscan")
                  .map(node -> of("enable_" + node, "on")))
          .toList();

  /// These show whether the packet's options arrived: nobody configures all four.
  private static final List<StartupSetting> WITNESSES =
      List.of(SEARCH_PATH, of("row_security", "off"), of("lc_monetary", "C"), of("jit", "off"));

  /// Whether the server got what was in the startup packet. A pooler may drop it; then a parameter
  /// that is set by a statement may hold for the sessions of others, too.
  ///
  /// @param own the session's own settings, which outrank these
  boolean arrived(Session session, List<StartupSetting> own) {
    List<StartupSetting> asked =
        (this == READING ? WITNESSES.stream() : Stream.<StartupSetting>empty())
            .filter(each -> own.stream().noneMatch(other -> lower(other).equals(lower(each))))
            .toList();
    if (asked.isEmpty()) {
      return true;
    }
    String query =
        asked.stream()
            .map(each -> "pg_catalog.current_setting(" + new Literal(each.name()) + ")")
            .collect(Collectors.joining(", ", "SELECT ", ""));
    List<String> answers =
        session.one(
            query, row -> IntStream.rangeClosed(1, asked.size()).mapToObj(row::text).toList());
    return answers.equals(asked.stream().map(StartupSetting::value).toList());
  }

  /// What goes into the startup packet, ahead of the session's own settings.
  List<StartupSetting> atStartup() {
    return switch (this) {
      case NONE -> List.of();
      case CONFIGURED -> joined(Stream.of(List.of(SEARCH_PATH), ONLY_READS));
      case READING ->
          joined(
              Stream.of(
                  List.of(SEARCH_PATH), POWER, ONLY_READS, MEANING, TEXT_FORM, ENDURANCE, PLANS));
      case COPY ->
          joined(
              Stream.of(
                  List.of(SEARCH_PATH),
                  POWER,
                  MAY_WRITE,
                  OF_A_SUPERUSER,
                  MEANING,
                  TEXT_FORM,
                  ENDURANCE,
                  PLANS));
      case OWNER -> joined(Stream.of(POWER, MAY_WRITE, TEXT_FORM, ENDURANCE, PLANS));
    };
  }

  private static List<StartupSetting> joined(Stream<List<StartupSetting>> groups) {
    return groups.flatMap(List::stream).toList();
  }

  /// The same as `options` of a connection string, for programs that connect by themselves, such as
  /// `pg_dump`; see "Parameter Key Words" in the manual.
  ///
  /// @param server which knows what to be sent
  public String asOptions(ServerVersion server) {
    Stream<StartupSetting> more =
        server.major() >= HAS_TRANSACTION_TIMEOUT
            ? Stream.of(NO_TRANSACTION_TIMEOUT)
            : Stream.empty();
    return Stream.concat(atStartup().stream(), more)
        .map(StartupSetting::asOption)
        .collect(Collectors.joining(" "));
  }

  /// What has to be the session's first statement, as SQL of PostgreSQL's own names only; empty for
  /// none.
  ///
  /// @param own the session's own settings, which outrank these
  Optional<String> afterStartup(List<StartupSetting> own) {
    Map<String, StartupSetting> settings = new LinkedHashMap<>();
    if (this == READING || this == CONFIGURED || this == COPY) {
      settings.put(SEARCH_PATH.name(), SEARCH_PATH);
    }
    if (this != NONE) {
      SENT_BY_THE_DRIVER.forEach(setting -> settings.put(lower(setting), setting));
    }
    for (StartupSetting setting : own) {
      if (settings.containsKey(lower(setting)) || isSentByTheDriver(setting)) {
        settings.put(lower(setting), setting);
      }
    }
    return statement(settings.values().stream());
  }

  /// What to connect with once more where the server ended the first attempt with this SQLSTATE: a
  /// database's `transaction_timeout` may be so short that nothing is ever run. A server that says
  /// so knows the parameter, which the first attempt must leave out for those that do not.
  Optional<StartupSetting> againstEndWhileConnecting(String sqlState) {
    return this != NONE && sqlState.equals(TRANSACTION_TIMEOUT_ENDED_IT)
        ? Optional.of(NO_TRANSACTION_TIMEOUT)
        : Optional.empty();
  }

  /// All of them for a session that is open already, in one statement.
  Optional<String> asStatement() {
    return statement(
        this == NONE
            ? Stream.empty()
            : Stream.concat(SENT_BY_THE_DRIVER.stream(), atStartup().stream()));
  }

  private Optional<String> statement(Stream<StartupSetting> settings) {
    Stream<String> known = settings.map(Pins::set);
    Stream<StartupSetting> perhaps =
        switch (this) {
          case READING, COPY -> Stream.of(NO_TRANSACTION_TIMEOUT, TABLES_ONLY);
          case OWNER -> Stream.of(NO_TRANSACTION_TIMEOUT);
          case NONE, CONFIGURED -> Stream.empty();
        };
    Stream<String> others = perhaps.map(Pins::setWhereKnown);
    List<String> columns = Stream.concat(known, others).toList();
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of("SELECT " + String.join(", ", columns));
  }

  private static boolean isSentByTheDriver(StartupSetting setting) {
    return SENT_BY_THE_DRIVER.stream().anyMatch(sent -> lower(sent).equals(lower(setting)));
  }

  private static String lower(StartupSetting setting) {
    return setting.name().toLowerCase(Locale.ROOT);
  }

  private static String set(StartupSetting setting) {
    return "pg_catalog.set_config(%s, %s, false)"
        .formatted(new Literal(setting.name()), new Literal(setting.value()));
  }

  private static String setWhereKnown(StartupSetting setting) {
    return "CASE WHEN pg_catalog.current_setting(%s, true) IS NOT NULL THEN %s END"
        .formatted(new Literal(setting.name()), set(setting));
  }

  private static StartupSetting of(String name, String value) {
    return new StartupSetting(name, value);
  }
}

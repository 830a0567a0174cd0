package dev.ballast.postgres.jdbc;

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
/// All of them may be set by any role. What only superusers may set (`session_replication_role`,
/// `zero_damaged_pages`, `session_preload_libraries`), only superusers can have set for a database,
/// and no ordinary role can outrank it.
public enum Pins {
  /// For a server that belongs to somebody else. Names mean PostgreSQL's own objects and nothing
  /// that a user made; transactions are read-only unless one is opened otherwise; text forms and
  /// plans are the same everywhere; only Ballast's own bounds end a statement or a session.
  READING,

  /// For a server that Ballast itself started, where the configuration is Ballast's anyway and the
  /// session acts as an application or an administrator would.
  NONE;

  /// `pg_temp` is named, and last: unnamed it would come before `pg_catalog`.
  private static final StartupSetting SEARCH_PATH = of("search_path", "pg_catalog, pg_temp");

  /// What the driver sends as well, behind our options: it has to be set again.
  private static final List<StartupSetting> SENT_BY_THE_DRIVER =
      List.of(of("DateStyle", "ISO, YMD"), of("TimeZone", "UTC"), of("extra_float_digits", "1"));

  /// `transaction_timeout` in the manual's "PostgreSQL Error Codes", from 17 on.
  private static final String TRANSACTION_TIMEOUT_ENDED_IT = "25P04";

  /// Parameters that not every release since 14.0 knows; an unknown one would be refused.
  private static final List<StartupSetting> WHERE_KNOWN =
      List.of(
          // From 17 on.
          of("transaction_timeout", "0"),
          // From 14.13, 15.8 and 16.4 on. A table may be replaced by a view of its name.
          of("restrict_nonsystem_relation_kind", "view, foreign-table"));

  private static final List<StartupSetting> MEANING =
      List.of(
          of("standard_conforming_strings", "on"),
          of("backslash_quote", "safe_encoding"),
          of("array_nulls", "on"),
          of("transform_null_equals", "off"),
          of("xmloption", "content"),
          of("timezone_abbreviations", "Default"),
          of("default_text_search_config", "pg_catalog.simple"),
          of("gin_fuzzy_search_limit", "0"));

  private static final List<StartupSetting> TEXT_FORM =
      List.of(
          of("IntervalStyle", "postgres"),
          of("bytea_output", "hex"),
          of("xmlbinary", "base64"),
          of("lc_monetary", "C"),
          of("lc_numeric", "C"),
          of("lc_time", "C"),
          of("quote_all_identifiers", "off"));

  /// `row_security = off` turns a policy that would hide rows from the role into an error.
  private static final List<StartupSetting> POWER =
      List.of(
          of("role", "none"),
          of("row_security", "off"),
          of("local_preload_libraries", ""),
          of("default_transaction_read_only", "on"),
          of("default_transaction_isolation", "read committed"),
          of("default_transaction_deferrable", "off"));

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
        (this == NONE ? Stream.<StartupSetting>empty() : WITNESSES.stream())
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
      case READING ->
          Stream.of(List.of(SEARCH_PATH), POWER, MEANING, TEXT_FORM, ENDURANCE, PLANS)
              .flatMap(List::stream)
              .toList();
    };
  }

  /// The same as `options` of a connection string, for programs that connect by themselves, such as
  /// `pg_dump`; see "Parameter Key Words" in the manual.
  public String asOptions() {
    return atStartup().stream().map(StartupSetting::asOption).collect(Collectors.joining(" "));
  }

  /// What has to be the session's first statement, as SQL of PostgreSQL's own names only; empty for
  /// none.
  ///
  /// @param own the session's own settings, which outrank these
  Optional<String> afterStartup(List<StartupSetting> own) {
    Map<String, StartupSetting> settings = new LinkedHashMap<>();
    if (this == READING) {
      settings.put(SEARCH_PATH.name(), SEARCH_PATH);
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
    return this == READING && sqlState.equals(TRANSACTION_TIMEOUT_ENDED_IT)
        ? Optional.of(of("transaction_timeout", "0"))
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
    Stream<String> others =
        this == NONE ? Stream.empty() : WHERE_KNOWN.stream().map(Pins::setWhereKnown);
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

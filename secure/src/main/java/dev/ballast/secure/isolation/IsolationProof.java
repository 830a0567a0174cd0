package dev.ballast.secure.isolation;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.ClientView;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.secure.SecureError;
import dev.ballast.secure.catalog.Routine;
import dev.ballast.secure.catalog.Surface;
import dev.ballast.secure.tenancy.ContextSetting;
import dev.ballast.secure.tenancy.Tenancy;
import dev.ballast.secure.workload.Attempt;
import dev.ballast.secure.workload.Workload;
import dev.ballast.secure.world.MadeRow;
import dev.ballast.secure.world.Stage;
import dev.ballast.secure.world.Worlds;
import dev.ballast.sql.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Attacks one database as its login role, and reports every leak between tenants.
public final class IsolationProof {
  /// What is attacked.
  ///
  /// @param database whose copies are attacked; nobody is connected to it
  /// @param maintenance another database of the server
  /// @param login as whom the application logs in
  /// @param context how a session names its tenant; empty where policies say so
  /// @param shared tables whose rows belong to nobody
  public record Request(
      String database,
      String maintenance,
      Identifier login,
      List<ContextSetting> context,
      Set<Identifier> shared) {
    public Request {
      requireNonNull(database, "database is null");
      requireNonNull(maintenance, "maintenance is null");
      requireNonNull(login, "login is null");
      context = List.copyOf(context);
      shared = Set.copyOf(shared);
    }
  }

  private IsolationProof() {}

  /// Runs it. Throws `login-role-unknown`, `login-role-exempt`, `tenant-column-unknown`,
  /// `tenant-context-unknown` and `tenants-not-made`.
  public static IsolationResult run(Stage stage, Request request) {
    Surface surface = surface(stage, request);
    Tenancy tenancy = Tenancy.of(surface, request.context(), request.shared());
    try (Worlds worlds =
            Worlds.make(stage, request.database(), request.maintenance(), surface, tenancy);
        Session with = worlds.enter(request.login(), Worlds.WITH);
        Session without = worlds.enter(request.login(), Worlds.WITHOUT)) {
      Differential differential = new Differential(with, without);
      Findings findings = new Findings(surface, tenancy, worlds.rows());
      Workload workload = new Workload(surface, tenancy, worlds.rows());
      List<Attempt> first = new ArrayList<>(workload.withoutContext());
      first.addAll(workload.ofSequences());
      first.forEach(attempt -> findings.add(attempt, differential.attempt(attempt)));
      worlds.alignSequences(surface);
      List<Attempt> attempts = workload.attempts();
      attempts.forEach(attempt -> findings.add(attempt, differential.attempt(attempt)));
      return new IsolationResult(
          tenancy,
          first.size() + attempts.size(),
          findings.leaks.values().stream()
              .sorted(Comparator.comparing(leak -> leak.attempt().way()))
              .toList(),
          uncovered(surface, worlds, findings));
    }
  }

  /// Runs it, applies a fix to the database, and runs it again. Throws as [#run] does, and
  /// `fix-failed`.
  public static FixedIsolation runWith(Stage stage, Request request, Fix fix) {
    IsolationResult before = run(stage, request);
    try (Session session = stage.as(fix.role().name(), request.database())) {
      ClientView view = session.observe(fix.script(), 1);
      if (!view.succeeded()) {
        throw Fault.of(SecureError.FIX_FAILED, "the fix does not run as role " + fix.role().name())
            .detail("SQLSTATE %s: %s".formatted(view.sqlState(), String.join("; ", view.texts())))
            .hint("Nothing was changed but the copy. Correct the statements, and run it again.");
      }
    }
    return new FixedIsolation(before, run(stage, request));
  }

  private static Surface surface(Stage stage, Request request) {
    try (Session keeper = stage.keeper(request.database())) {
      boolean exempt =
          keeper
              .first(
                  "SELECT rolsuper OR rolbypassrls AS exempt FROM pg_catalog.pg_roles"
                      + " WHERE rolname = ?",
                  row -> row.flag("exempt"),
                  request.login().name())
              .orElseThrow(
                  () ->
                      Fault.of(
                              SecureError.LOGIN_ROLE_UNKNOWN,
                              "there is no role " + request.login().name())
                          .hint("Name the role that the application logs in as with --login."));
      if (exempt) {
        throw Fault.of(
                SecureError.LOGIN_ROLE_EXEMPT,
                "policies do not hold for role " + request.login().name())
            .detail("it is a superuser or has BYPASSRLS, so that it reads every tenant by design")
            .hint("Have the application log in as a role without these attributes.");
      }
      return Surface.read(keeper, request.login());
    }
  }

  private static List<Uncovered> uncovered(Surface surface, Worlds worlds, Findings findings) {
    List<Uncovered> uncovered = new ArrayList<>(findings.unsteady);
    worlds
        .refused()
        .forEach(
            (oid, why) ->
                surface
                    .relation(oid)
                    .ifPresent(
                        table ->
                            uncovered.add(
                                new Uncovered(
                                    table.name().display(),
                                    "it took no row of a tenant: " + why))));
    surface.routines().stream()
        .filter(routine -> routine.kind() == Routine.Kind.NOT_CALLABLE && routine.definer())
        .filter(routine -> routine.arguments().contains("internal"))
        .forEach(
            routine ->
                uncovered.add(new Uncovered(routine.signature(), "no statement can call it")));
    return uncovered;
  }

  /// Collects leaks, the first of each way and object.
  private static final class Findings {
    private final Surface surface;
    private final Tenancy tenancy;
    private final List<MadeRow> rows;
    private final Map<List<String>, Leak> leaks = new LinkedHashMap<>();
    private final List<Uncovered> unsteady = new ArrayList<>();

    Findings(Surface surface, Tenancy tenancy, List<MadeRow> rows) {
      this.surface = surface;
      this.tenancy = tenancy;
      this.rows = rows;
    }

    void add(Attempt attempt, Differential.Outcome outcome) {
      switch (outcome) {
        case Differential.Outcome.Leaking(String seen) ->
            leaks.putIfAbsent(
                List.of(attempt.way().name(), attempt.object()),
                new Leak(attempt, seen, reproduction(attempt)));
        case Differential.Outcome.Unsteady() ->
            unsteady.add(
                new Uncovered(
                    attempt.object(),
                    "its answer differs from one run to the next: " + attempt.sql()));
        case Differential.Outcome.Isolated() -> {}
      }
    }

    /// The rows that the attempt's object and what it refers to have, then the attempt.
    private List<String> reproduction(Attempt attempt) {
      List<String> lines = new ArrayList<>();
      lines.add("-- As a superuser, on a copy of the schema:");
      for (MadeRow row : rows) {
        if (tenancy.owns(row.relation())
            || Optional.of(row.relation()).equals(attempt.relation())) {
          row.statements().forEach(statement -> lines.add(statement + ";"));
        }
      }
      lines.add("-- As " + surface.login().name() + ":");
      lines.add("BEGIN;");
      attempt.begin().forEach(statement -> lines.add(statement + ";"));
      lines.add(attempt.sql() + ";");
      lines.add("ROLLBACK;");
      return lines;
    }
  }
}

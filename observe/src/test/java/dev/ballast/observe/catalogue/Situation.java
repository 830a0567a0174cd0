package dev.ballast.observe.catalogue;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Past;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.key.KeyFacts;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.inventory.Item;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.BackupTerms;
import dev.ballast.targets.config.LogDeclaration;
import dev.ballast.targets.config.ProofTerms;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.WalDeclaration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of a target, made by hand. For one thread.
final class Situation {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  static final String TARGET = "shop";

  private final Map<String, Map<Labels, double[]>> latest = new HashMap<>();
  private final Map<String, Map<Labels, double[]>> before = new HashMap<>();
  private final Map<String, Fault> missing = new HashMap<>();
  private final Map<String, List<Item>> items = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private Surroundings surroundings = Surroundings.NONE;
  private Optional<LogDeclaration> log = Optional.empty();
  private Optional<WalDeclaration> wal = Optional.empty();
  private Optional<ServerFacts> server = Optional.empty();
  private final Map<Labels, KeyFacts> keys = new HashMap<>();
  private Instant readAt = NOW;
  private Duration lastPass = Duration.ZERO;

  static Situation empty() {
    return new Situation();
  }

  Situation server(String version, boolean standby) {
    server =
        Optional.of(
            new ServerFacts(ServerVersion.parse(version), "system", NOW.minusSeconds(60), standby));
    return this;
  }

  /// One figure of an entity, whose others are unknown unless they are given too.
  Situation figure(String family, Labels labels, String metric, double value) {
    put(latest, family, labels, metric, value);
    return this;
  }

  /// A family that has no entity.
  Situation none(String family) {
    latest.computeIfAbsent(family, f -> new LinkedHashMap<>());
    return this;
  }

  /// The same figure ten seconds before.
  Situation earlier(String family, Labels labels, String metric, double value) {
    put(before, family, labels, metric, value);
    return this;
  }

  private static void put(
      Map<String, Map<Labels, double[]>> to,
      String family,
      Labels labels,
      String metric,
      double value) {
    Layout layout =
        Families.all().stream()
            .<Family<?>>map(f -> f)
            .filter(f -> f.name().equals(family))
            .findFirst()
            .orElseThrow()
            .layout();
    double[] values =
        to.computeIfAbsent(family, f -> new LinkedHashMap<>())
            .computeIfAbsent(
                labels,
                l -> {
                  double[] unknown = new double[layout.metrics().size()];
                  Arrays.fill(unknown, Double.NaN);
                  return unknown;
                });
    values[layout.indexOf(metric)] = value;
  }

  Situation missing(String family, Fault why) {
    missing.put(family, why);
    return this;
  }

  Situation readAt(Instant at) {
    readAt = at;
    return this;
  }

  /// What is known of a column that a sequence fills.
  Situation key(Labels labels, KeyFacts facts) {
    keys.put(labels, facts);
    return this;
  }

  Situation item(String kind, Item item) {
    items.computeIfAbsent(kind, k -> new ArrayList<>()).add(item);
    return this;
  }

  Situation setting(String name, String value) {
    return item("setting", Item.of(name).with("value", value).with("source", "default"));
  }

  Situation setting(String name, String value, String unit) {
    return item(
        "setting", Item.of(name).with("value", value).with("unit", unit).with("source", "default"));
  }

  Situation event(EventSource source, Severity severity, String subject, String summary) {
    return event(Event.of(TARGET, NOW.minusSeconds(60), source, severity, subject, summary));
  }

  Situation event(Event event) {
    events.add(event);
    return this;
  }

  /// The server's log is read, and had so many messages of a class.
  Situation logged(LogClass type, int messages) {
    log =
        Optional.of(
            new LogDeclaration(
                Path.of("/var/log/pg log"), true, Optional.empty(), Optional.empty()));
    for (int i = 0; i < messages; i++) {
      event(EventSource.LOG, type.severity(), type.key(), type.meaning());
    }
    return this;
  }

  Situation receivesLog() {
    wal =
        Optional.of(
            new WalDeclaration(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of()));
    return this;
  }

  Situation lastPass(Duration took) {
    lastPass = took;
    return this;
  }

  Situation with(Protection known) {
    surroundings = surroundings.with(known);
    return this;
  }

  Situation with(Past known) {
    surroundings = surroundings.with(known);
    return this;
  }

  Situation with(NodeCondition known) {
    surroundings = surroundings.with(known);
    return this;
  }

  Situation with(List<GoalState> known) {
    surroundings = surroundings.with(known);
    return this;
  }

  Situation missingEvents(String why) {
    surroundings = surroundings.missingEvents(why);
    return this;
  }

  Observed observed() {
    Target url = Target.ofUrl("postgresql://watcher@127.0.0.1:5432/postgres");
    Target target =
        new Target(
            TARGET,
            url.endpoint(),
            url.password(),
            Optional.empty(),
            url.objectives(),
            List.of(),
            ProofTerms.DEFAULTS,
            log,
            wal,
            BackupTerms.DEFAULTS);
    TargetState state =
        new TargetState(
            TARGET,
            server,
            Optional.of(NOW),
            Optional.empty(),
            Optional.empty(),
            new TargetState.Cost(lastPass, lastPass.isZero() ? 0 : 1, lastPass),
            Families.all().stream().<FamilyState>map(this::state).toList(),
            new TargetDetail(List.of(), Map.of(), Optional.empty(), Map.of(), keys));
    List<Inventory> inventories =
        items.entrySet().stream()
            .map(kind -> new Inventory(TARGET, kind.getKey(), NOW, kind.getValue()))
            .toList();
    return new Observed(target, state, inventories, events, NOW, surroundings);
  }

  private FamilyState state(Family<?> family) {
    return new FamilyState(
        family,
        reading(family, latest, readAt),
        reading(family, before, readAt.minusSeconds(10)),
        before.containsKey(family.name()) ? Duration.ofSeconds(10) : Duration.ZERO,
        Optional.ofNullable(missing.get(family.name())),
        0);
  }

  private static Optional<Reading> reading(
      Family<?> family, Map<String, Map<Labels, double[]>> from, Instant at) {
    return Optional.ofNullable(from.get(family.name()))
        .map(
            entities ->
                new Reading(
                    TARGET,
                    family.layout(),
                    at,
                    entities.entrySet().stream()
                        .map(entity -> new Figures(entity.getKey(), entity.getValue()))
                        .toList()));
  }
}

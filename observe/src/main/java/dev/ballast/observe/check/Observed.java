package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.event.Event;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.targets.config.Objectives;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is known of a target when its checks are evaluated.
///
/// @param target as it is declared
/// @param state the figures that were read last
/// @param inventories what it has, one of each kind that was read
/// @param events what happened there within the last hour, the newest first
/// @param now when the checks are evaluated
/// @param history of the last hour
/// @param surroundings what is known beside
public record Observed(
    Target target,
    TargetState state,
    List<Inventory> inventories,
    List<Event> events,
    Instant now,
    History history,
    Surroundings surroundings) {
  public Observed {
    requireNonNull(target, "target is null");
    requireNonNull(state, "state is null");
    inventories = List.copyOf(inventories);
    events = List.copyOf(events);
    requireNonNull(now, "now is null");
    requireNonNull(history, "history is null");
    requireNonNull(surroundings, "surroundings is null");
  }

  /// What is known without a history.
  public Observed(
      Target target,
      TargetState state,
      List<Inventory> inventories,
      List<Event> events,
      Instant now,
      Surroundings surroundings) {
    this(target, state, inventories, events, now, History.NONE, surroundings);
  }

  /// Of which nothing is known beside what its server answers, and no history.
  public Observed(
      Target target,
      TargetState state,
      List<Inventory> inventories,
      List<Event> events,
      Instant now) {
    this(target, state, inventories, events, now, History.NONE, Surroundings.NONE);
  }

  /// A pooler, which is watched as a target of its name.
  public static Observed ofPooler(Pooler pooler, TargetState state, Instant now) {
    return new Observed(
        new Target(
            pooler.name(),
            pooler.endpoint(),
            pooler.password(),
            Optional.empty(),
            Objectives.DEFAULTS,
            List.of()),
        state,
        List.of(),
        List.of(),
        now);
  }

  /// The same with what was remembered before.
  public Observed with(History other) {
    return new Observed(target, state, inventories, events, now, other, surroundings);
  }

  /// Whether it is a pooler rather than a server.
  public boolean isPooler() {
    return state.families().stream().anyMatch(f -> f.family().isOfPooler());
  }

  /// Whether it is a standby, as far as that is known.
  public boolean isStandby() {
    return state.server().filter(ServerFacts::inRecovery).isPresent();
  }

  /// The figures of all entities of a family as they were read last.
  public List<Entity> entities(String name) {
    return family(name)
        .flatMap(
            f -> f.latest().map(r -> r.entities().stream().map(e -> new Entity(f, e)).toList()))
        .orElse(List.of());
  }

  /// The state of a family; empty where it is not read of this kind of server.
  public Optional<FamilyState> family(String name) {
    return state
        .family(name)
        .filter(f -> state.server().map(server -> f.family().fits(server)).orElse(true));
  }

  /// What the target has of that kind, where it was read.
  public Optional<Inventory> inventory(String kind) {
    return inventories.stream().filter(i -> i.kind().equals(kind)).findFirst();
  }

  /// The value of a setting, where settings were read.
  public Optional<String> setting(String name) {
    return inventory("setting")
        .flatMap(settings -> settings.item(name))
        .flatMap(item -> item.attribute("value"));
  }

  /// The size of all databases together, where their sizes were read.
  public OptionalDouble bytesOfDatabases() {
    List<Entity> sizes = entities("database_size");
    return sizes.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            sizes.stream().mapToDouble(each -> each.figure("bytes").orElse(0)).sum());
  }
}

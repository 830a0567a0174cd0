package dev.ballast.observe.collect.pooler;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.wire.PoolerConsole;
import dev.ballast.postgres.wire.PoolerConsole.Show;
import dev.ballast.postgres.wire.PoolerConsole.ShownRow;
import dev.ballast.store.sample.Figures;
import java.time.Duration;
import java.util.List;

/// A family that is read from the console of a PgBouncer.
public abstract class PoolerFamily extends Family<ShownRow> {
  private final Show show;

  PoolerFamily(String name, Show show, List<Metric<ShownRow>> metrics) {
    super(name, Duration.ofSeconds(10), metrics);
    this.show = show;
  }

  /// All of them.
  public static List<PoolerFamily> all() {
    return List.of(
        new PoolerPoolFamily(),
        new PoolerDatabaseFamily(),
        new PoolerListFamily(),
        new PoolerLimitFamily());
  }

  @Override
  public final boolean isOfPooler() {
    return true;
  }

  @Override
  public final boolean isAsked() {
    return false;
  }

  @Override
  protected final List<ShownRow> ask(Session session, ServerFacts server) {
    return List.of();
  }

  /// The figures of all entities at present.
  public final List<Figures> read(PoolerConsole console) {
    return figures(rows(console.show(show)));
  }

  /// The rows that entities are made of.
  List<ShownRow> rows(List<ShownRow> shown) {
    return shown;
  }
}

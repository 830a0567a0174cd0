package dev.ballast.observe.family;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import java.time.Duration;
import java.util.List;

/// Figures that one query of a server gives, for one entity or for many.
///
/// @param <R> a row of the query, typed
public abstract class Family<R> {
  private final String name;
  private final Duration cadence;
  private final List<Metric<R>> metrics;
  private final Layout layout;

  /// @param cadence how often it is read unless the operator says otherwise
  protected Family(String name, Duration cadence, List<Metric<R>> metrics) {
    this.name = requireNonNull(name, "name is null");
    this.cadence = requireNonNull(cadence, "cadence is null");
    this.metrics = List.copyOf(metrics);
    this.layout = new Layout(name, metrics.stream().map(Metric::name).toList());
  }

  public final String name() {
    return name;
  }

  public final Duration cadence() {
    return cadence;
  }

  public final List<Metric<R>> metrics() {
    return metrics;
  }

  public final Layout layout() {
    return layout;
  }

  /// What the family is about, in a sentence.
  public abstract String help();

  /// Whether it is asked of each database of the server by itself, in a session there. The watch
  /// then adds the label `database`.
  public boolean isPerDatabase() {
    return false;
  }

  /// Whether the server is queried for it. What is not comes from elsewhere, such as its log.
  public boolean isAsked() {
    return true;
  }

  /// Whether it is about WAL files and checkpoints, which Aurora's storage does not have.
  public boolean isOfOwnStorage() {
    return false;
  }

  /// Whether it is of a pooler rather than of a server.
  public boolean isOfPooler() {
    return false;
  }

  /// Whether it says what is so at present only: it is shown, and neither stored nor exported,
  /// since its entities, such as sessions, come and go too fast for a history.
  public boolean isMomentary() {
    return false;
  }

  /// Whether it means something at this server.
  public final boolean fits(ServerFacts server) {
    return !isOfOwnStorage() || server.provider() != Provider.AURORA;
  }

  /// Asks the server. Throws what it answers.
  protected abstract List<R> ask(Session session, ServerFacts server);

  /// What tells the row's entity from the others of the family on this server.
  protected abstract Labels labels(R row);

  /// The figures of all entities at present.
  public final List<Figures> read(Session session, ServerFacts server) {
    return figures(ask(session, server));
  }

  /// The figures of rows that came from elsewhere than from [#ask].
  protected final List<Figures> figures(List<R> rows) {
    return rows.stream().map(this::figures).toList();
  }

  private Figures figures(R row) {
    double[] values = new double[metrics.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = metrics.get(i).figure().applyAsDouble(row);
    }
    return new Figures(labels(row), values);
  }
}

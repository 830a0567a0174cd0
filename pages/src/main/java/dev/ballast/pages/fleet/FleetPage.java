package dev.ballast.pages.fleet;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// All targets, the worst first.
///
/// @param verdict what there is to say of all of them, as a sentence
/// @param open pages of all targets, whatever is searched for
/// @param counts in words, such as how many are at risk
/// @param filter what was searched for
/// @param found how many targets there are of those searched for
/// @param page which hundred of them, from 1 on
public record FleetPage(
    String verdict,
    OpenPages open,
    List<Count> counts,
    String filter,
    int found,
    int page,
    List<Row> rows) {
  public static final int ROWS = 100;

  public FleetPage {
    requireNonNull(verdict, "verdict is null");
    requireNonNull(open, "open is null");
    requireNonNull(filter, "filter is null");
    counts = List.copyOf(counts);
    rows = List.copyOf(rows);
  }

  /// How a target or an objective stands; said by a word, a shape and a colour.
  public enum Standing {
    MISSED("missed", "✕"),
    UNREACHABLE("unreachable", "✕"),
    UNKNOWN("unknown", "?"),
    MET("met", "✓");

    private final String word;
    private final String shape;

    Standing(String word, String shape) {
      this.word = word;
      this.shape = shape;
    }

    public String word() {
      return word;
    }

    public String shape() {
      return shape;
    }

    /// The class of the style sheet.
    public String tone() {
      return switch (this) {
        case MISSED, UNREACHABLE -> "bad";
        case UNKNOWN -> "unknown";
        case MET -> "good";
      };
    }
  }

  /// How many targets are of a standing.
  public record Count(Standing standing, int targets) {
    public Count {
      requireNonNull(standing, "standing is null");
    }
  }

  /// One target.
  ///
  /// @param cause the worst of what is wrong, as a sentence
  /// @param causePath where it is explained
  /// @param budgetLeft the least that is left of an error budget, from 0 to 1
  public record Row(
      String target,
      About about,
      Standing standing,
      Optional<String> cause,
      String causePath,
      List<Cell> objectives,
      Optional<Double> budgetLeft,
      OpenPages pages,
      int tickets) {
    public Row {
      requireNonNull(target, "target is null");
      requireNonNull(about, "about is null");
      requireNonNull(standing, "standing is null");
      requireNonNull(cause, "cause is null");
      requireNonNull(causePath, "causePath is null");
      requireNonNull(budgetLeft, "budgetLeft is null");
      requireNonNull(pages, "pages is null");
      objectives = List.copyOf(objectives);
    }

    /// The objective of a column; empty where the target has none of that name.
    public Optional<Cell> objective(String name) {
      return objectives.stream().filter(each -> each.objective().equals(name)).findFirst();
    }
  }

  /// What there is to say of a target whatever its state is.
  ///
  /// @param labels as `env=prod`
  /// @param load of the last hour; empty where nothing of it is known
  public record About(List<String> labels, Optional<String> owner, Optional<Spark> load) {
    public About {
      labels = List.copyOf(labels);
      requireNonNull(owner, "owner is null");
      requireNonNull(load, "load is null");
    }
  }

  /// The list of the targets that have a label or an owner, as an address.
  ///
  /// @param mark such as `env=prod` or `owner=bea`
  public static String having(String mark) {
    return "/?q=" + URLEncoder.encode(mark.replaceAll("\\s+", ""), StandardCharsets.UTF_8);
  }

  /// How an objective of a target stands.
  ///
  /// @param measured in words, or a dash
  public record Cell(String objective, Standing standing, String measured, String asked) {
    public Cell {
      requireNonNull(objective, "objective is null");
      requireNonNull(standing, "standing is null");
      requireNonNull(measured, "measured is null");
      requireNonNull(asked, "asked is null");
    }
  }

  /// The objectives of the targets that are shown, in the order of the columns.
  public List<String> columns() {
    return rows.stream()
        .flatMap(row -> row.objectives().stream())
        .map(Cell::objective)
        .distinct()
        .toList();
  }

  /// The filter as a part of an address.
  public String query() {
    return "q=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  public int lastPage() {
    return Math.max(1, Math.ceilDiv(found, ROWS));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The tables of docs/reference/fault-drills.md from what drills found: `Summary FOLDER`, with
/// drills.tsv and healthy.tsv in it.
final class Summary {
  private static final Pattern TAB = Pattern.compile("\t");
  private static final Pattern LIST = Pattern.compile("; ");
  private static final String NONE = "-";

  private Summary() {}

  /// A drill as drills.tsv has it.
  private record Row(List<String> cells) {
    String cell(Column column) {
      return column.index() < cells.size() ? cells.get(column.index()) : "";
    }

    boolean isFound() {
      return cell(Column.STATE).equals("found");
    }

    List<String> falseAlarms() {
      String all = cell(Column.FALSE_ALARMS);
      return all.isEmpty() ? List.of() : List.of(LIST.split(all));
    }

    List<String> unexplained() {
      String all = cell(Column.UNEXPLAINED);
      return all.isEmpty() ? List.of() : List.of(all.split(", ", -1));
    }
  }

  private enum Column {
    NAME(0),
    FAULT(1),
    CAUSE(2),
    TERMS(3),
    STATE(4),
    FIRST(5),
    FOUND(6),
    ROOT(7),
    URGENCY(8),
    EXPLAINED(9),
    UNEXPLAINED(10),
    FALSE_ALARMS(11),
    CLEAR(12);

    private final int index;

    Column(int index) {
      this.index = index;
    }

    int index() {
      return index;
    }
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<Row> rows = rows(folder.resolve("drills.tsv"));
    if (!rows.isEmpty()) {
      figures(rows);
      drills(rows);
    }
    healthy(rows(folder.resolve("healthy.tsv")));
  }

  private static void drills(List<Row> rows) {
    System.out.println(
        "\n| drill | what is done | the cause, by its check | lowered | first alert, s | cause named, s | as the root"
            + " | explained by it | beside it | false alarms | clear, s |\n|---|---|---|---|---:|---:|---|---|---|---|---:|");
    for (Row row : rows) {
      System.out.println(
          "| %s | %s | `%s`, %s | %s | %s | %s | %s | %s | %s | %s | %s |"
              .formatted(
                  row.cell(Column.NAME),
                  row.cell(Column.FAULT),
                  row.cell(Column.CAUSE),
                  row.cell(Column.URGENCY),
                  row.cell(Column.TERMS),
                  row.cell(Column.FIRST),
                  row.isFound() ? row.cell(Column.FOUND) : "missed",
                  row.cell(Column.ROOT),
                  row.cell(Column.EXPLAINED),
                  row.cell(Column.UNEXPLAINED),
                  row.cell(Column.FALSE_ALARMS),
                  row.cell(Column.CLEAR)));
    }
  }

  private static void healthy(List<Row> rows) {
    System.out.println(
        "\n| raised without a fault | target | urgency | after, s | at the end | |\n|---|---|---|---:|---|---|");
    for (Row row : rows) {
      List<String> cells = row.cells();
      System.out.println(
          "| `%s` | %s | %s | %s | %s | %s |"
              .formatted(
                  cells.get(0),
                  cells.get(1),
                  cells.get(2).toLowerCase(Locale.ROOT),
                  cells.get(3),
                  cells.get(4),
                  cells.get(5)));
    }
  }

  private static List<Row> rows(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        rows.add(new Row(List.of(TAB.split(line, -1))));
      }
    }
    return rows;
  }

  private static void figures(List<Row> rows) {
    long found = rows.stream().filter(Row::isFound).count();
    long roots = rows.stream().filter(row -> row.cell(Column.ROOT).equals("yes")).count();
    long right = found + rows.stream().mapToLong(row -> row.unexplained().size()).sum();
    long wrong = rows.stream().mapToLong(row -> row.falseAlarms().size()).sum();
    List<Long> times =
        rows.stream()
            .filter(Row::isFound)
            .map(row -> row.cell(Column.FOUND))
            .filter(text -> !text.equals(NONE))
            .map(Long::parseLong)
            .sorted()
            .toList();
    System.out.printf(
        Locale.ROOT,
        "| drills | found | recall | named as the root | false alarms | precision | median time to the cause | worst |%n"
            + "|---:|---:|---:|---:|---:|---:|---:|---:|%n"
            + "| %d | %d | %.1f %% | %d | %d | %.1f %% | %s s | %s s |%n",
        rows.size(),
        found,
        share(found, rows.size()),
        roots,
        wrong,
        share(right, right + wrong),
        times.isEmpty() ? NONE : times.get(times.size() / 2),
        times.isEmpty() ? NONE : times.getLast());
  }

  private static double share(long part, long all) {
    return all == 0 ? 0 : 100.0 * part / all;
  }
}

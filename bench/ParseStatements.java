import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.Parsed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// The work that `bench/parser.sh` measures: the statements of a folder, one per line, parsed with
/// PostgreSQL's grammar.
///
/// `once FOLDER N` parses N of them, each once; `warm FOLDER THREADS SECONDS` parses all of them
/// again and again and prints how many a second, for each second.
final class ParseStatements {
  private ParseStatements() {}

  public static void main(String[] arguments) throws Exception {
    List<String> statements = statements(Path.of(arguments[1]));
    switch (arguments[0]) {
      case "once" -> once(statements, Integer.parseInt(arguments[2]));
      case "warm" ->
          warm(statements, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      default -> throw new IllegalArgumentException("once or warm, not " + arguments[0]);
    }
  }

  private static List<String> statements(Path folder) throws Exception {
    List<String> statements = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (!file.toString().contains("rejected")) {
          statements.addAll(Files.readAllLines(file));
        }
      }
    }
    return statements;
  }

  /// Every so-many-th, so that few stand for all kinds.
  private static void once(List<String> statements, int count) {
    for (int i = 0; i < count; i++) {
      parse(statements.get((int) ((long) i * statements.size() / count)));
    }
  }

  private static void parse(String sql) {
    if (!(Grammar.postgres18().parse(sql) instanceof Parsed)) {
      throw new IllegalStateException(sql);
    }
  }

  private static void warm(List<String> statements, int threads, int seconds) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long[][] perSecond = new long[threads][seconds + 1];
    CountDownLatch done = new CountDownLatch(threads);
    for (int thread = 0; thread < threads; thread++) {
      long[] counts = perSecond[thread];
      Thread.ofPlatform()
          .start(
              () -> {
                while (System.nanoTime() < end) {
                  for (String sql : statements) {
                    parse(sql);
                    counts[seconds - (int) Math.max((end - System.nanoTime()) / 1_000_000_000, 0)]++;
                  }
                }
                done.countDown();
              });
    }
    done.await();
    for (int second = 1; second < seconds; second++) {
      int at = second;
      System.out.println(Arrays.stream(perSecond).mapToLong(counts -> counts[at]).sum());
    }
  }
}

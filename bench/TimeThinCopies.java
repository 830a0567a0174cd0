import dev.ballast.lab.thin.CopyKind;
import dev.ballast.lab.thin.ThinCopies;
import dev.ballast.lab.thin.ThinCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Milliseconds to make a thin copy, to have its largest file ready for writing, and to remove it:
/// medians.
class TimeThinCopies {
  private static final int RUNS = 5;

  /// @param arguments kind, prepared state, folder of the copies
  public static void main(String[] arguments) throws Exception {
    CopyKind kind = CopyKind.valueOf(arguments[0]);
    Path state = Path.of(arguments[1]);
    ThinCopies copies = ThinCopies.in(Path.of(arguments[2])).only(Set.of(kind));
    Path largest = largest(state);
    long[][] nanos = new long[3][RUNS];
    copies.make(state).close();
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      ThinCopy copy = copies.make(state);
      nanos[0][run] = System.nanoTime() - start;
      start = System.nanoTime();
      copy.settle(List.of(largest));
      nanos[1][run] = System.nanoTime() - start;
      start = System.nanoTime();
      copy.close();
      nanos[2][run] = System.nanoTime() - start;
    }
    System.out.printf("%d %d %d%n", median(nanos[0]), median(nanos[1]), median(nanos[2]));
  }

  private static Path largest(Path state) throws Exception {
    try (Stream<Path> files = Files.walk(state)) {
      return state.relativize(
          files.filter(Files::isRegularFile).max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length())).get());
    }
  }

  private static long median(long[] nanos) {
    Arrays.sort(nanos);
    return Math.round(nanos[nanos.length / 2] / 1e6);
  }
}

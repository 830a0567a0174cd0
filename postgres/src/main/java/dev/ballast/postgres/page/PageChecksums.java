package dev.ballast.postgres.page;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads every page of a stopped data directory, as `pg_checksums --check` does, and also refuses
/// what a running server refuses: a page marked as never filled that is not all zeroes.
public final class PageChecksums {
  /// How many failures a report names; all are counted.
  public static final int MAX_LISTED = 100;

  private static final int READ_BYTES = 64 * PageChecksum.BLOCK_SIZE;
  private static final int MAX_DEPTH = 6;
  private static final Set<String> NOT_PAGES =
      Set.of("pg_control", "pg_filenode.map", "PG_VERSION", ".DS_Store");
  private static final Pattern SEGMENT = Pattern.compile("[^.]*\\.(\\d{1,9})");

  private final Path root;
  private final ControlFile control;

  private PageChecksums(Path root, ControlFile control) {
    this.root = root;
    this.control = control;
  }

  /// Reads with `threads` files at a time. Throws [PostgresError#CONTROL_FILE_DAMAGED] or
  /// [PostgresError#DATA_DIRECTORY_UNREADABLE]; damaged pages are the report's content.
  public static PageChecksumReport verify(Path dataDirectory, int threads) {
    ControlFile control = ControlFile.read(dataDirectory);
    if (control.layout().blockSize() != PageChecksum.BLOCK_SIZE) {
      throw Fault.of(
          PostgresError.CONTROL_FILE_DAMAGED,
          "pages of %d bytes are not supported".formatted(control.layout().blockSize()));
    }
    if (!control.layout().checksumsOn()) {
      return new PageChecksumReport(false, 0, 0, 0, 0, List.of());
    }
    return new PageChecksums(dataDirectory, control).read(threads);
  }

  private PageChecksumReport read(int threads) {
    ConcurrentLinkedQueue<Path> left = new ConcurrentLinkedQueue<>(relationFiles());
    int files = left.size();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Tally>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(() -> work(left)));
      }
      Tally sum = new Tally();
      try {
        for (Future<Tally> worker : workers) {
          sum.add(worker.get());
        }
      } catch (InterruptedException e) {
        left.clear();
        throw CommonError.interrupted("reading page checksums");
      } catch (ExecutionException e) {
        left.clear();
        throw unreadable(root, e);
      }
      return sum.report(files);
    }
  }

  private static Fault unreadable(Path path, ExecutionException e) {
    return e.getCause() instanceof Fault fault
        ? fault
        : Fault.of(CommonError.INTERNAL_ERROR, "reading " + path + " failed").cause(e);
  }

  private Tally work(ConcurrentLinkedQueue<Path> left) {
    Tally tally = new Tally();
    byte[] buffer = new byte[READ_BYTES];
    for (Path file = left.poll(); file != null; file = left.poll()) {
      try {
        readFile(file, buffer, tally);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return tally;
  }

  private void readFile(Path file, byte[] buffer, Tally tally) throws IOException {
    long block = (long) segmentOf(file) * control.layout().segmentBlocks();
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.readNBytes(buffer, 0, READ_BYTES);
          n > 0;
          n = in.readNBytes(buffer, 0, READ_BYTES)) {
        for (int at = 0; at < n; at += PageChecksum.BLOCK_SIZE, block++) {
          tally.pages++;
          if (n - at < PageChecksum.BLOCK_SIZE) {
            tally.fail(new PageFailure(name(file), block, PageFailure.Kind.SHORT, 0, 0));
          } else {
            check(file, buffer, at, block, tally);
          }
        }
      }
    }
  }

  private void check(Path file, byte[] pages, int at, long block, Tally tally) {
    int found = PageChecksum.stored(pages, at);
    if (PageChecksum.isNew(pages, at)) {
      tally.newPages++;
      for (int i = at; i < at + PageChecksum.BLOCK_SIZE; i++) {
        if (pages[i] != 0) {
          tally.fail(new PageFailure(name(file), block, PageFailure.Kind.NOT_ZERO, 0, found));
          return;
        }
      }
      return;
    }
    int expected = PageChecksum.of(pages, at, (int) block);
    if (expected != found) {
      tally.fail(new PageFailure(name(file), block, PageFailure.Kind.CHECKSUM, expected, found));
    }
  }

  private String name(Path file) {
    return root.relativize(file).toString();
  }

  private static int segmentOf(Path file) {
    Matcher matcher = SEGMENT.matcher(String.valueOf(file.getFileName()));
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /// The files that hold pages: all of `global`, `base` and the tablespaces but the few that
  /// `pg_checksums` leaves out, and what a server throws away when it starts.
  private List<Path> relationFiles() {
    List<Path> found = new ArrayList<>();
    for (String top : List.of("global", "base", "pg_tblspc")) {
      Path start = root.resolve(top);
      try {
        Files.walkFileTree(
            start,
            EnumSet.of(FileVisitOption.FOLLOW_LINKS),
            MAX_DEPTH,
            new RelationFiles(control, found));
      } catch (IOException e) {
        throw unreadable(start, e);
      }
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  private static Fault unreadable(Path path, IOException e) {
    return Fault.of(PostgresError.DATA_DIRECTORY_UNREADABLE, path + " could not be read").cause(e);
  }

  private static final class RelationFiles extends SimpleFileVisitor<Path> {
    private final String ownVersion;
    private final List<Path> found;

    RelationFiles(ControlFile control, List<Path> found) {
      this.ownVersion = "_" + control.catalogVersion();
      this.found = found;
    }

    /// Leaves out what another major keeps in a shared tablespace, after `pg_upgrade`.
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      String name = String.valueOf(directory.getFileName());
      boolean skip =
          name.startsWith("pgsql_tmp") || (name.startsWith("PG_") && !name.endsWith(ownVersion));
      return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = String.valueOf(file.getFileName());
      if (attributes.isRegularFile()
          && !NOT_PAGES.contains(name)
          && !name.startsWith("pgsql_tmp")
          && !name.startsWith("pg_internal.init")) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /// What one worker counted; for one thread at a time.
  private static final class Tally {
    private long pages;
    private long newPages;
    private long failures;
    private final List<PageFailure> first = new ArrayList<>();

    void fail(PageFailure failure) {
      failures++;
      if (first.size() < MAX_LISTED) {
        first.add(failure);
      }
    }

    void add(Tally other) {
      pages += other.pages;
      newPages += other.newPages;
      failures += other.failures;
      first.addAll(other.first);
    }

    PageChecksumReport report(long files) {
      first.sort(Comparator.comparing(PageFailure::file).thenComparingLong(PageFailure::block));
      List<PageFailure> listed = first.subList(0, Math.min(first.size(), MAX_LISTED));
      return new PageChecksumReport(true, files, pages, newPages, failures, listed);
    }
  }
}

package dev.ballast.store.database;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.Directories;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.server.KeptCluster;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.store.StoreError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/// Opens the cluster of an embedded store, after moving it to the current major of PostgreSQL where
/// it is of an earlier one. The embedded programs have no `pg_upgrade` and no `pg_dump`, so a
/// second cluster is made beside the first and gets a copy of each table.
///
/// A process that is killed between any two steps leaves either the old cluster in its place, or a
/// copy that was compared with it and is put there next time. For one thread.
final class StoreUpgrade {
  private static final String NEXT = ".next";
  private static final String OLD = ".old";
  private static final String COPIED = "copied";

  private final Path folder;
  private final Path next;
  private final Path old;
  private final Clock clock;
  private final Consumer<Step> passed;

  /// What is done one after the other; a process may be killed after any.
  enum Step {
    /// The second cluster has the tables, and some of the rows.
    BEGUN,
    /// It has all rows, was compared and stopped, and is marked as whole on disk.
    MARKED,
    /// The old cluster is out of the way.
    MOVED_AWAY,
    /// The second cluster is in its place.
    IN_PLACE
  }

  StoreUpgrade(Path folder, Clock clock) {
    this(folder, clock, step -> {});
  }

  /// @param passed hears of each step when it is done
  StoreUpgrade(Path folder, Clock clock, Consumer<Step> passed) {
    this.folder = requireNonNull(folder, "folder is null").toAbsolutePath();
    this.next = sibling(NEXT);
    this.old = sibling(OLD);
    this.clock = requireNonNull(clock, "clock is null");
    this.passed = requireNonNull(passed, "passed is null");
  }

  private Path sibling(String ending) {
    return folder.resolveSibling(folder.getFileName() + ending);
  }

  /// The running cluster. Throws `store-upgrade-failed` where the copy could not be made or
  /// differs; the old cluster is in its place then. Throws what [KeptCluster#open] throws.
  KeptCluster open() {
    try {
      Files.createDirectories(requireNonNull(folder.getParent()));
      try (FileChannel _ = lock()) {
        upgrade();
        KeptCluster cluster = KeptCluster.open(folder, Store.MAJOR, Store.EMBEDDED, clock);
        try (Undo<RuntimeException> undo = Undo.unlessKept(cluster::close)) {
          forgetOld();
          return undo.keep(cluster);
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// Two processes never upgrade one store: the folder's own lock goes away with the folder.
  private FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse().cause(e);
    }
    channel.close();
    throw inUse();
  }

  private Fault inUse() {
    return Fault.of(
            PostgresError.SERVER_FOLDER_IN_USE, "another process is opening the store's folder")
        .detail(folder.toString())
        .hint("End the other process, or name another folder.");
  }

  private void upgrade() throws IOException {
    Path marker = next.resolve(COPIED);
    if (Files.exists(marker) && !Files.exists(folder) && Files.exists(old)) {
      putInPlace();
      return;
    }
    Optional<Integer> present = KeptCluster.majorOf(folder);
    if (present.isEmpty() || present.get() >= Store.MAJOR) {
      return;
    }
    // An earlier version may have run the old cluster since the copy was made.
    if (!Files.exists(marker) || !Files.readString(marker).equals(state())) {
      PostgresServer.endOrphan(next.resolve("data"));
      Directories.delete(next);
      copy();
      Files.writeString(marker, state(), StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
      passed.accept(Step.MARKED);
    }
    Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    passed.accept(Step.MOVED_AWAY);
    putInPlace();
  }

  /// What is another after each run of the old cluster.
  private String state() throws IOException {
    byte[] control = Files.readAllBytes(folder.resolve("data").resolve("global/pg_control"));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(control));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void putInPlace() throws IOException {
    Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
    passed.accept(Step.IN_PLACE);
  }

  /// The new cluster runs: the old one is needed no longer.
  private void forgetOld() throws IOException {
    Directories.delete(old);
    Files.deleteIfExists(folder.resolve(COPIED));
  }

  private void copy() {
    try (KeptCluster from = KeptCluster.open(folder, Store.MAJOR, Store.EMBEDDED, clock);
        KeptCluster to = KeptCluster.open(next, Store.MAJOR, Store.EMBEDDED, clock)) {
      new StoreCopy(from.settings(), to.settings(), next.resolve("spool"))
          .run(() -> passed.accept(Step.BEGUN));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      throw Fault.of(
              StoreError.STORE_UPGRADE_FAILED,
              "the store could not be copied to PostgreSQL " + Store.MAJOR)
          .detail(
              "%s (%s)%s"
                  .formatted(
                      fault.getMessage(),
                      fault.code().id(),
                      fault.detail().map(d -> ": " + d).orElse("")))
          .hint(
              "The store is as it was. Free as much disk space as it takes, and start again; the"
                  + " copy begins from the start.")
          .cause(fault);
    }
  }

  private Fault failed(IOException e) {
    return Fault.of(StoreError.STORE_UPGRADE_FAILED, "the store's folder cannot be prepared")
        .detail(folder + ": " + IoReason.of(e))
        .hint("Check the permissions of the folder and of the one that it is in.")
        .cause(e);
  }
}

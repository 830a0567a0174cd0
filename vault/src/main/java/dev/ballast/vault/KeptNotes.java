package dev.ballast.vault;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// What was worked out from objects of a vault, kept in the state directory so that it need not be
/// worked out again: a file for each note, named after the vault and the note, sealed with the key
/// in use. A note saves time and nothing else, so one that is gone, altered or sealed with a
/// retired key is none, and one that cannot be written is not kept. Safe for any number of threads
/// and processes: the last one that is written counts.
public final class KeptNotes {
  private static final int MAX_BYTES = 1 << 28;

  private final Path directory;
  private final Sealer sealer;

  KeptNotes(Path directory, Sealer sealer) {
    this.directory = directory;
    this.sealer = sealer;
  }

  private Path file(String name) {
    if (!name.matches("[a-z]{1,20}")) {
      throw new IllegalArgumentException("not the name of a note: " + name);
    }
    return directory.resolve(sealer.keyring().vault().hex() + "." + name);
  }

  /// The note of that name, as it was kept; empty where there is none that counts.
  public Optional<byte[]> read(String name) {
    byte[] sealed;
    try (InputStream in = Files.newInputStream(file(name), LinkOption.NOFOLLOW_LINKS)) {
      sealed = in.readNBytes(MAX_BYTES);
    } catch (IOException none) {
      return Optional.empty();
    }
    if (sealed.length < Sealer.HEADER_BYTES
        || Sealer.kekOf(sealed) != sealer.keyring().newestKek()) {
      return Optional.empty();
    }
    try {
      return Optional.of(sealer.unseal(SealedObjectKind.NOTE, object(name), sealed));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return switch (fault.code()) {
        case VaultError.OBJECT_DAMAGED, VaultError.OBJECT_TRUNCATED -> Optional.empty();
        default -> throw fault;
      };
    }
  }

  private static String object(String name) {
    return "notes/" + name;
  }

  /// Keeps a note in place of an older one of that name, where this user may write there.
  public void keep(String name, byte[] content) {
    Path file = file(name);
    Path staged =
        file.resolveSibling(
            "%s.%d-%d"
                .formatted(
                    file.getFileName(),
                    ProcessHandle.current().pid(),
                    Thread.currentThread().threadId()));
    ByteBuffer sealed = ByteBuffer.wrap(sealer.seal(SealedObjectKind.NOTE, object(name), content));
    try {
      Files.createDirectories(directory, mode("rwx------"));
      try {
        write(sealed, staged);
        Files.move(
            staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(staged);
      }
    } catch (IOException notKept) {
      // It is worked out again the next time.
      return;
    }
  }

  private static void write(ByteBuffer sealed, Path staged) throws IOException {
    Files.deleteIfExists(staged);
    try (FileChannel out =
        FileChannel.open(
            staged,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode("rw-------"))) {
      while (sealed.hasRemaining()) {
        out.write(sealed);
      }
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}

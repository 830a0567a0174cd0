package dev.ballast.server.node;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.RandomName;
import dev.ballast.server.ServerError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;

/// What a request must carry. A file that only the node's user can read holds it, so that commands
/// of that user need not be given it. Never printed.
public final class AccessToken {
  private static final String FILE = "token";
  private static final int BYTES = 32;

  private final byte[] text;

  private AccessToken(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The token of this folder, made where there is none.
  public static AccessToken ofFolder(Path folder) {
    try {
      Path file = OwnFolder.require(folder, "rwx------").resolve(FILE);
      if (!Files.exists(file)) {
        Path half = folder.resolve(FILE + ".half");
        Files.deleteIfExists(half);
        Files.createFile(
            half,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, RandomName.of(BYTES) + "\n", StandardOpenOption.SYNC);
        Files.move(half, file);
      }
      return new AccessToken(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The token of a node that was started before with this folder.
  public static AccessToken existing(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return new AccessToken(Files.readString(file).strip());
    } catch (IOException e) {
      throw Fault.of(ServerError.TOKEN_UNREADABLE, "there is no token of a node to read")
          .detail(file + ": " + IoReason.of(e))
          .hint("Start a node with ballast serve, as the same user, or name its folder: --state.")
          .cause(e);
    }
  }

  /// Compares in a time that does not depend on where the two differ.
  public boolean is(String other) {
    return MessageDigest.isEqual(text, other.getBytes(StandardCharsets.UTF_8));
  }

  /// For the header of a request.
  public String reveal() {
    return new String(text, StandardCharsets.US_ASCII);
  }
}

package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.wire.BaseBackupEnd;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Why a backup must not be trusted: pages of the source failed their checksum while it was read.
///
/// @param reason the server's own words
/// @param files the damaged files, as the server named them
public record Quarantine(String reason, List<String> files) {
  /// See `sendFile` in `backup/basebackup.c`: each warning quotes the file.
  private static final Pattern NAMED_FILE =
      Pattern.compile(
          "checksum verification fail\\w+.*?\"(?:\\./)?([^\"]+)\"|^file \"(?:\\./)?([^\"]+)\" has a total");

  public Quarantine {
    requireNonNull(reason, "reason is null");
    files = List.copyOf(files);
  }

  static Optional<Quarantine> of(BaseBackupEnd end) {
    return switch (end) {
      case BaseBackupEnd.Complete ignored -> Optional.empty();
      case BaseBackupEnd.PageChecksumFailures bad ->
          Optional.of(
              new Quarantine(
                  bad.error().message(),
                  bad.warnings().messages().stream()
                      .flatMap(m -> named(m.message()))
                      .distinct()
                      .toList()));
    };
  }

  private static Stream<String> named(String warning) {
    Matcher matcher = NAMED_FILE.matcher(warning);
    if (!matcher.find()) {
      return Stream.empty();
    }
    return Stream.of(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
  }
}

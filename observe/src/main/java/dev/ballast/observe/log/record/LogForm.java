package dev.ballast.observe.log.record;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// How a log is to be read.
///
/// @param prefixes the values of `log_line_prefix` to try, the likeliest first; read of stderr only
/// @param zone `log_timezone`, for zones that the log only abbreviates
public record LogForm(LogFormat format, List<LinePrefix> prefixes, Optional<ZoneId> zone) {
  public LogForm {
    requireNonNull(format, "format is null");
    prefixes = List.copyOf(prefixes);
    requireNonNull(zone, "zone is null");
    if (format == LogFormat.STDERR && prefixes.isEmpty()) {
      throw new IllegalArgumentException("lines without a prefix to try");
    }
  }

  /// A form without a prefix.
  public static LogForm of(LogFormat format) {
    return new LogForm(format, List.of(), Optional.empty());
  }

  /// Lines behind one prefix. Until a server has read its configuration it writes the default one.
  public static LogForm stderr(LinePrefix prefix, Optional<ZoneId> zone) {
    return new LogForm(
        LogFormat.STDERR,
        prefix.equals(LinePrefix.DEFAULT) ? List.of(prefix) : List.of(prefix, LinePrefix.DEFAULT),
        zone);
  }

  LogTime time() {
    return new LogTime(zone);
  }
}

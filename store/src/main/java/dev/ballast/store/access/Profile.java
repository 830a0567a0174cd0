package dev.ballast.store.access;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a person looks at pages, in whichever browser.
///
/// @param zone of times; empty for that of the browser
/// @param shortcuts whether keys of one letter do something
public record Profile(Theme theme, Optional<ZoneId> zone, Density density, boolean shortcuts) {
  public static final Profile USUAL =
      new Profile(Theme.SYSTEM, Optional.empty(), Density.USUAL, true);

  static final String COLUMNS =
      "account.theme, account.time_zone, account.density, account.shortcuts";

  public Profile {
    requireNonNull(theme, "theme is null");
    requireNonNull(zone, "zone is null");
    requireNonNull(density, "density is null");
  }

  /// Which colours.
  public enum Theme {
    /// As the browser or its system is set.
    SYSTEM,
    LIGHT,
    DARK;

    /// As it is written: `dark`.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The theme that is written so.
    public static Optional<Theme> parse(String text) {
      return Arrays.stream(values()).filter(theme -> theme.text().equals(text)).findFirst();
    }
  }

  /// How close rows stand.
  public enum Density {
    USUAL,
    DENSE;

    /// As it is written: `dense`.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The density that is written so.
    public static Optional<Density> parse(String text) {
      return Arrays.stream(values()).filter(density -> density.text().equals(text)).findFirst();
    }
  }

  /// What a row says. A zone that this node does not know is that of the browser.
  static Profile of(Row row) {
    return new Profile(
        Theme.parse(row.text("theme")).orElse(Theme.SYSTEM),
        row.textOrEmpty("time_zone").filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of),
        Density.parse(row.text("density")).orElse(Density.USUAL),
        row.flag("shortcuts"));
  }
}

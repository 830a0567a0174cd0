package dev.ballast.pages.access;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// How a person looks at pages, to be changed.
///
/// @param zone of times; empty for that of the browser
/// @param zones that there are
/// @param kept whether it was just changed
public record ProfilePage(
    Choice theme, Choice density, String zone, List<String> zones, boolean kept) {
  public ProfilePage {
    requireNonNull(theme, "theme is null");
    requireNonNull(density, "density is null");
    requireNonNull(zone, "zone is null");
    zones = List.copyOf(zones);
  }

  /// What can be chosen, and what is.
  public record Choice(List<String> values, String chosen) {
    public Choice {
      values = List.copyOf(values);
      requireNonNull(chosen, "chosen is null");
    }
  }
}

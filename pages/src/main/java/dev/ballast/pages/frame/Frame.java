package dev.ballast.pages.frame;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.text.Moments;
import java.util.List;
import java.util.Optional;

/// What is around the content of a page.
///
/// @param section empty on a page of none, such as the login
/// @param path the address of the page without its query
/// @param period of a page that has figures over time
public record Frame(
    String title,
    Optional<Section> section,
    String path,
    Optional<Period> period,
    Viewer viewer,
    Moments moments) {
  public Frame {
    requireNonNull(title, "title is null");
    requireNonNull(section, "section is null");
    requireNonNull(path, "path is null");
    requireNonNull(period, "period is null");
    requireNonNull(viewer, "viewer is null");
    requireNonNull(moments, "moments is null");
  }

  /// Where a reader can go from every page.
  public List<Section> sections() {
    return viewer.isKnown() ? List.of(Section.values()) : List.of();
  }

  public boolean isIn(Section other) {
    return section.equals(Optional.of(other));
  }

  /// The page for another period, as an address.
  public String at(String query) {
    return path + "?" + query;
  }
}

package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

/// A report that is not made yet. The page looks again by itself.
///
/// @param title of the report
/// @param done how many targets are read
/// @param targets how many there are
/// @param path where the report is, with its query
public record MakingPage(String title, int done, int targets, String path) {
  public MakingPage {
    requireNonNull(title, "title is null");
    requireNonNull(path, "path is null");
  }
}

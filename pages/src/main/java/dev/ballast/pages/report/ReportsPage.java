package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// Which reports there are.
public record ReportsPage(List<Entry> entries) {
  public ReportsPage {
    entries = List.copyOf(entries);
  }

  /// One report.
  ///
  /// @param command that writes it to a file
  public record Entry(String title, String what, List<Link> links, String command) {
    public Entry {
      requireNonNull(title, "title is null");
      requireNonNull(what, "what is null");
      links = List.copyOf(links);
      requireNonNull(command, "command is null");
    }
  }

  /// A form of a report.
  public record Link(String words, String path) {
    public Link {
      requireNonNull(words, "words is null");
      requireNonNull(path, "path is null");
    }
  }
}

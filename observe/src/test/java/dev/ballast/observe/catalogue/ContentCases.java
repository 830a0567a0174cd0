package dev.ballast.observe.catalogue;

import java.util.List;
import java.util.stream.Stream;

/// The cases of all checks of contents, settings, backups and the node itself.
final class ContentCases {
  private static final List<Case> ALL =
      Stream.of(FlawCases.list(), SettingCases.list(), BesideCases.list(), ObjectiveCases.list())
          .flatMap(List::stream)
          .toList();

  private ContentCases() {}

  static List<Case> list() {
    return ALL;
  }
}

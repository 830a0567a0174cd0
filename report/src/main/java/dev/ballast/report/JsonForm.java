package dev.ballast.report;

import dev.ballast.evidence.json.Json;

/// The form of a report that programs read.
public final class JsonForm {
  private JsonForm() {}

  /// The outer object of every result.
  private record Envelope(String schema, Report result) {}

  /// The report with the name of its form, as indented JSON with a line's end at its end.
  public static String of(Report report) {
    return Visible.json(Json.pretty(new Envelope(report.schema(), report))) + "\n";
  }
}

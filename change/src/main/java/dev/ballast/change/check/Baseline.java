package dev.ballast.change.check;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/// Findings that were there before anybody looked: they are reported separately and do not fail the
/// check.
///
/// @param schema the form of the file
public record Baseline(String schema, List<Entry> findings) {
  private static final String SCHEMA = "change-baseline/1";

  /// One old finding.
  ///
  /// @param fingerprint as [MigrationFinding#fingerprint()]
  public record Entry(String file, String rule, String fingerprint) {}

  public Baseline {
    findings = List.copyOf(findings);
  }

  /// Every finding of a result, in the order of files, rules and fingerprints, so that the file
  /// changes only where the findings do.
  public static Baseline of(CheckResult result) {
    return new Baseline(
        SCHEMA,
        result.findings().stream()
            .map(each -> new Entry(each.file(), each.rule(), each.fingerprint()))
            .sorted(
                Comparator.comparing(Entry::file)
                    .thenComparing(Entry::rule)
                    .thenComparing(Entry::fingerprint))
            .toList());
  }

  /// Reads a file of such a [#text]. Fault: `baseline-unreadable`.
  public static Baseline read(Path file) {
    try {
      return parse(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw unreadable(file, e.getClass().getSimpleName() + ": " + e.getMessage()).cause(e);
    }
  }

  /// As [#read], of a text that stood in the file at another time.
  public static Baseline parse(Path file, byte[] text) {
    try {
      Baseline baseline = Json.read(text, Baseline.class);
      if (!SCHEMA.equals(baseline.schema())) {
        throw unreadable(file, "its schema is " + baseline.schema() + ", not " + SCHEMA);
      }
      return baseline;
    } catch (JacksonException e) {
      throw unreadable(file, "it is no JSON of this form").cause(e);
    }
  }

  /// The file's text.
  public String text() {
    return Json.pretty(this) + "\n";
  }

  Set<String> fingerprints() {
    return findings.stream().map(Entry::fingerprint).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Fault unreadable(Path file, String detail) {
    return Fault.of(ChangeError.BASELINE_UNREADABLE, "the baseline " + file + " cannot be read")
        .detail(detail)
        .hint("Write it again with --write-baseline.");
  }
}

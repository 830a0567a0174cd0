package dev.ballast.change.check;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/// Findings that were there before anybody looked: they are told apart, not held against anybody.
///
/// @param schema the form of the file
public record Baseline(String schema, List<Entry> findings) {
  private static final String SCHEMA = "change-baseline/1";

  /// One old finding.
  ///
  /// @param fingerprint as [CheckedFinding#fingerprint()]
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

  /// Reads a file that [#write] wrote. Fault: `baseline-unreadable`.
  public static Baseline read(Path file) {
    try {
      Baseline baseline = Json.read(Files.readAllBytes(file), Baseline.class);
      if (!SCHEMA.equals(baseline.schema())) {
        throw unreadable(file, "its schema is " + baseline.schema() + ", not " + SCHEMA);
      }
      return baseline;
    } catch (IOException e) {
      throw unreadable(file, e.getClass().getSimpleName() + ": " + e.getMessage()).cause(e);
    } catch (JacksonException e) {
      throw unreadable(file, "it is no JSON of this form").cause(e);
    }
  }

  public void write(Path file) {
    try {
      Files.writeString(file, Json.pretty(this) + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Fault.of(ChangeError.OUTPUT_UNWRITABLE, "the baseline " + file + " cannot be written")
          .detail(e.getClass().getSimpleName() + ": " + e.getMessage())
          .hint("Check that its folder exists and that you may write there.")
          .cause(e);
    }
  }

  Set<String> fingerprints() {
    return findings.stream().map(Entry::fingerprint).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Fault unreadable(Path file, String detail) {
    return Fault.of(ChangeError.BASELINE_UNREADABLE, "the baseline " + file + " cannot be read")
        .detail(detail)
        .hint("Write it anew with --write-baseline.");
  }
}

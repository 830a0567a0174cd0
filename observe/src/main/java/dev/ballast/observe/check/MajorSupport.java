package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/// Until when PostgreSQL's developers fix a major, by "Versioning Policy" on postgresql.org.
public enum MajorSupport {
  FOURTEEN(14, "2026-11-12"),
  FIFTEEN(15, "2027-11-11"),
  SIXTEEN(16, "2028-11-09"),
  SEVENTEEN(17, "2029-11-08"),
  EIGHTEEN(18, "2030-11-14");

  private final int major;
  private final LocalDate lastRelease;

  MajorSupport(int major, String lastRelease) {
    this.major = major;
    this.lastRelease = LocalDate.parse(requireNonNull(lastRelease, "lastRelease is null"));
  }

  /// The day of the last minor release that is planned; empty for a major that is not known.
  public static Optional<LocalDate> lastRelease(int major) {
    return Arrays.stream(values())
        .filter(known -> known.major == major)
        .map(known -> known.lastRelease)
        .findFirst();
  }
}

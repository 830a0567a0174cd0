package dev.ballast.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import java.util.Optional;

/// What was found or done, as a value with two renderings. Implementations are records: their
/// components are the JSON form, [#print] is the text form.
public interface Report {

  /// Name and version of the JSON form, such as `backup-list/1`. The number grows with every
  /// change that could break a reader.
  String schema();

  /// How the process ends.
  default ExitCode exit() {
    return ExitCode.DONE;
  }

  /// What failed once the result was reached. It is reported behind the result, and decides how the
  /// process ends.
  @JsonIgnore
  default Optional<Fault> afterwards() {
    return Optional.empty();
  }

  /// Writes the text form.
  void print(Page page);
}

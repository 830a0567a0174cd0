package dev.ballast.report.change;

import dev.ballast.change.check.CheckResult;
import java.util.Locale;
import java.util.function.BiFunction;

/// The forms a check's result can be written in, besides the text for people and Ballast's own
/// JSON. In each of them findings of one cause are one, with the places of the others.
public enum CheckFormat {
  /// Static Analysis Results Interchange Format 2.1.0, an OASIS standard.
  SARIF((result, threshold) -> SarifForm.render(result)),
  /// GitHub's workflow commands, a line each, which a runner turns into annotations.
  GITHUB((result, threshold) -> GithubForm.render(result)),
  /// GitLab's code quality report.
  GITLAB((result, threshold) -> GitlabForm.render(result)),
  /// JUnit's XML, as build servers read it: a file is a test.
  JUNIT((result, threshold) -> JunitForm.render(result)),
  /// A comment for a pull request.
  MARKDOWN(MarkdownForm::render);

  private final BiFunction<CheckResult, Threshold, String> form;

  CheckFormat(BiFunction<CheckResult, Threshold, String> form) {
    this.form = form;
  }

  /// The whole result in this form, with a line's end at its end.
  ///
  /// @param threshold from which severity on a finding must be changed before merge
  public String render(CheckResult result, Threshold threshold) {
    return form.apply(result, threshold);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

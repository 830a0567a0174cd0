package dev.ballast.report.change;

import dev.ballast.change.check.CheckResult;
import java.util.Locale;
import java.util.function.Function;

/// The forms a check's result can be written in, besides the text for people and Ballast's own
/// JSON.
public enum CheckFormat {
  /// Static Analysis Results Interchange Format 2.1.0, an OASIS standard.
  SARIF(SarifForm::render),
  /// GitHub's workflow commands, a line each, which a runner turns into annotations.
  GITHUB(GithubForm::render),
  /// GitLab's code quality report.
  GITLAB(GitlabForm::render),
  /// JUnit's XML, as build servers read it: a file is a test.
  JUNIT(JunitForm::render),
  /// A comment for a pull request.
  MARKDOWN(MarkdownForm::render);

  private final Function<CheckResult, String> form;

  CheckFormat(Function<CheckResult, String> form) {
    this.form = form;
  }

  /// The whole result in this form, with a line's end at its end.
  public String render(CheckResult result) {
    return form.apply(result);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

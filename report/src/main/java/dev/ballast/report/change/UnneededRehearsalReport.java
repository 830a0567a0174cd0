package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.Optional;

/// That no migration of the range is new, so that there is nothing to rehearse.
///
/// @param printed the form that is printed in place of the text
public record UnneededRehearsalReport(@JsonIgnore Optional<RehearsalFormat> printed)
    implements Report {
  public UnneededRehearsalReport {
    requireNonNull(printed, "printed is null");
  }

  /// The sentence for people.
  @JsonProperty
  String headline() {
    return "no migration is new, so nothing was rehearsed";
  }

  @Override
  public String schema() {
    return "change-rehearsal-unneeded/1";
  }

  /// The whole result in a form, with a line's end at its end.
  public String render(RehearsalFormat format) {
    return switch (format) {
      case MARKDOWN -> RehearsalMarkdown.MARK + "### Rehearsal: " + headline() + "\n";
      case JUNIT ->
          JunitText.suite(
              RehearsalJunit.SUITE,
              new JunitText.Counts(1, 0, 0),
              xml -> {
                xml.writeEmptyElement("testcase");
                xml.writeAttribute("classname", RehearsalJunit.SUITE);
                xml.writeAttribute("name", headline());
              });
    };
  }

  @Override
  public void print(Page page) {
    if (printed.isPresent()) {
      page.document(render(printed.get()));
    } else {
      page.line(headline());
    }
  }
}

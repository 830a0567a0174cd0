package dev.ballast.report.change;

import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.evidence.Severity;
import dev.ballast.report.Visible;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// JUnit's XML: each cause is a failed test of its file; one more test stands for all that was
/// read without a finding, so that an empty result is a pass and not an absence. XML 1.0 has no
/// place for most control characters, escaped or not: they are shown as [Visible] does.
final class JunitForm {
  private static final String SUITE = "ballast change check";

  private JunitForm() {}

  static String render(CheckResult result) {
    List<RepeatedFinding> causes = result.causes();
    long failures = causes.stream().filter(each -> each.severity() != Severity.INFO).count();
    return JunitText.suite(
        SUITE,
        new JunitText.Counts(causes.size() + 1L, failures, 0),
        xml -> write(xml, result, causes));
  }

  private static void write(XMLStreamWriter xml, CheckResult result, List<RepeatedFinding> causes)
      throws XMLStreamException {
    for (RepeatedFinding finding : causes) {
      testCase(xml, finding);
    }
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", SUITE);
    xml.writeAttribute("name", Sentences.summary(result));
    if (!result.remarks().isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(Visible.block("remark: " + String.join("\nremark: ", result.remarks())));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void testCase(XMLStreamWriter xml, RepeatedFinding repeated)
      throws XMLStreamException {
    MigrationFinding finding = repeated.first();
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Visible.line(finding.file()));
    xml.writeAttribute("name", finding.rule() + " at " + finding.from());
    boolean fails = finding.severity() != Severity.INFO;
    xml.writeStartElement(fails ? "failure" : "system-out");
    if (fails) {
      xml.writeAttribute("type", finding.severity().name());
      xml.writeAttribute("message", Visible.line(finding.what()));
    }
    xml.writeCharacters(Visible.block(finding.statement() + "\n\n" + Sentences.whole(repeated)));
    xml.writeEndElement();
    xml.writeEndElement();
  }
}

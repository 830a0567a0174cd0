package dev.ballast.report.change;

import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.evidence.Severity;
import dev.ballast.report.Visible;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// JUnit's XML: each cause is a failed test of its file; one more test stands for all that was
/// read without a finding, so that an empty result is a pass and not an absence. XML 1.0 has no
/// place for most control characters, escaped or not: they are shown as [Visible] does.
final class JunitForm {
  private static final String SUITE = "ballast change check";

  /// In a document that is printed, no line may be a command to the build server: see [Visible].
  private static final Pattern COMMAND = Pattern.compile("(?m)^(\\h*+):(?=:)");

  private static final Pattern OLD_COMMAND = Pattern.compile("##(?=[A-Za-z]*\\[)");

  private JunitForm() {}

  static String render(CheckResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      write(xml, result);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return COMMAND
            .matcher(OLD_COMMAND.matcher(text.toString()).replaceAll("#&#35;"))
            .replaceAll("$1&#58;")
        + "\n";
  }

  private static void write(XMLStreamWriter xml, CheckResult result) throws XMLStreamException {
    List<RepeatedFinding> causes = result.causes();
    long failures = causes.stream().filter(each -> each.severity() != Severity.INFO).count();
    String tests = String.valueOf(causes.size() + 1);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", tests);
    xml.writeAttribute("failures", String.valueOf(failures));
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", tests);
    xml.writeAttribute("failures", String.valueOf(failures));
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
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
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

package dev.ballast.cli.change;

import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.CheckedFinding;
import dev.ballast.evidence.Severity;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// JUnit's XML: each finding is a failed test of its file; one more test stands for all that was
/// read without a finding, so that an empty result is a pass and not an absence.
final class JunitForm {
  private static final String SUITE = "ballast change check";

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
    return text + "\n";
  }

  private static void write(XMLStreamWriter xml, CheckResult result) throws XMLStreamException {
    long failures = result.findings().size() - result.count(Severity.INFO);
    String tests = String.valueOf(result.findings().size() + 1);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", tests);
    xml.writeAttribute("failures", String.valueOf(failures));
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", tests);
    xml.writeAttribute("failures", String.valueOf(failures));
    for (CheckedFinding finding : result.findings()) {
      testCase(xml, finding);
    }
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", SUITE);
    xml.writeAttribute("name", Sentences.summary(result));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static void testCase(XMLStreamWriter xml, CheckedFinding finding)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean(finding.file()));
    xml.writeAttribute("name", finding.rule() + " at " + finding.from());
    boolean fails = finding.severity() != Severity.INFO;
    xml.writeStartElement(fails ? "failure" : "system-out");
    if (fails) {
      xml.writeAttribute("type", finding.severity().name());
      xml.writeAttribute("message", clean(finding.what()));
    }
    xml.writeCharacters(clean(finding.statement() + "\n\n" + Sentences.whole(finding)));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /// XML 1.0 has no place for most control characters, escaped or not.
  private static String clean(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
  }
}

package dev.ballast.report.change;

import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A document of JUnit's XML as text. In a document that is printed, no line may be a command to
/// the build server: see [dev.ballast.report.Visible].
final class JunitText {
  private static final Pattern COMMAND = Pattern.compile("(?m)^(\\h*+):(?=:)");

  private static final Pattern OLD_COMMAND = Pattern.compile("##(?=[A-Za-z]*\\[)");

  private JunitText() {}

  /// Writes the elements.
  interface Body {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  /// How the tests of a suite ended.
  record Counts(long tests, long failures, long errors) {}

  /// One suite, with a line's end at its end.
  static String suite(String name, Counts counts, Body body) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      begin(xml, "testsuites", name, counts);
      begin(xml, "testsuite", name, counts);
      body.write(xml);
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return COMMAND
            .matcher(OLD_COMMAND.matcher(text.toString()).replaceAll("#&#35;"))
            .replaceAll("$1&#58;")
        + "\n";
  }

  private static void begin(XMLStreamWriter xml, String element, String name, Counts counts)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", String.valueOf(counts.tests()));
    xml.writeAttribute("failures", String.valueOf(counts.failures()));
    if (counts.errors() > 0) {
      xml.writeAttribute("errors", String.valueOf(counts.errors()));
    }
  }
}

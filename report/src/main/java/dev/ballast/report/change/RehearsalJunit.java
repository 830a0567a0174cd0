package dev.ballast.report.change;

import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.report.Visible;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// JUnit's XML of a rehearsal: each rule of the policy is a test, failed where it is broken and in
/// error where it could not be decided. A file that cannot be read is a test in error. One more
/// test holds the text for people.
final class RehearsalJunit {
  static final String SUITE = "ballast change rehearse";

  private RehearsalJunit() {}

  static String render(RehearsalReport report) {
    List<SourceProblem> unread =
        report.problems().stream().filter(each -> each.severity() == Severity.ERROR).toList();
    long failures = report.policy().stream().filter(line -> line.verdict().isRefuted()).count();
    long errors =
        unread.size()
            + report.policy().stream()
                .filter(line -> line.verdict() instanceof Verdict.Undecided)
                .count();
    return JunitText.suite(
        SUITE,
        new JunitText.Counts(report.policy().size() + unread.size() + 1L, failures, errors),
        xml -> write(xml, report, unread));
  }

  private static void write(XMLStreamWriter xml, RehearsalReport report, List<SourceProblem> unread)
      throws XMLStreamException {
    for (PolicyLine line : report.policy()) {
      begin(xml, line.words());
      switch (line.verdict()) {
        case Verdict.Proved() -> {}
        case Verdict.Refuted(String why) -> outcome(xml, "failure", why);
        case Verdict.Undecided(String why, var _) -> outcome(xml, "error", why);
      }
      xml.writeEndElement();
    }
    for (SourceProblem problem : unread) {
      begin(xml, problem.id() + " at " + problem.file() + ":" + problem.line());
      outcome(xml, "error", problem.message());
      xml.writeEndElement();
    }
    begin(xml, report.headline());
    xml.writeStartElement("system-out");
    Page page = new Page(Style.PLAIN);
    RehearsalText.print(page, report);
    xml.writeCharacters(Visible.block(page.toString()));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void begin(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", SUITE);
    xml.writeAttribute("name", Visible.line(name));
  }

  private static void outcome(XMLStreamWriter xml, String element, String why)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", Visible.line(why));
    xml.writeEndElement();
  }
}

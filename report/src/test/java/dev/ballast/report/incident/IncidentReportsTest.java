package dev.ballast.report.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.incident.Incident;
import dev.ballast.observe.incident.Timeline;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.report.change.HostileText;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.KeptStep;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

class IncidentReportsTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /// The headings and rows of a document, in which there is neither link nor foreign HTML.
  private static final class Seen extends AbstractVisitor {
    private final List<String> headings = new ArrayList<>();
    private int rows;

    @Override
    public void visit(Heading heading) {
      headings.add(((Text) heading.getFirstChild()).getLiteral());
      visitChildren(heading);
    }

    @Override
    public void visit(CustomNode node) {
      rows += node instanceof TableRow ? 1 : 0;
      visitChildren(node);
    }

    @Override
    public void visit(HtmlInline inline) {
      assertThat(inline.getLiteral()).isIn("<code>", "</code>", "<!-- -->", "<br>");
    }

    @Override
    public void visit(HtmlBlock block) {
      throw new AssertionError("HTML " + block.getLiteral());
    }

    @Override
    public void visit(Link link) {
      throw new AssertionError("a link to " + link.getDestination());
    }

    @Override
    public void visit(Image image) {
      throw new AssertionError("an image from " + image.getDestination());
    }
  }

  @Test
  void aDocumentSaysNothingButTheIncidentWhateverItsNamesAre() {
    for (int round = 0; round < 300; round++) {
      HostileText hostile = new HostileText(round);
      Condition condition =
          new Condition(
              1,
              hostile.next(),
              List.of(new EventDetail(hostile.next(), hostile.next())),
              List.of(new Remedy(hostile.next(), hostile.next())));
      Alert alert = alert(hostile.next(), Urgency.PAGE, condition);
      Timeline timeline =
          Timeline.of(
              new Incident(alert, List.of()),
              List.of(
                  new Timeline.Steps(
                      alert,
                      List.of(
                          new KeptStep(
                              AlertStep.Kind.RAISED, START, Urgency.PAGE, hostile.next())))),
              List.of(
                  Event.of(
                      "shop",
                      START.minusSeconds(600),
                      EventSource.SETTING,
                      Severity.INFO,
                      "work_mem",
                      "x" + hostile.next())));
      Seen seen = new Seen();
      PARSER.parse(new IncidentReport(timeline, Optional.empty(), START).markdown()).accept(seen);

      assertThat(seen.headings)
          .as("round %d", round)
          .containsExactly(
              "Incident at ",
              "Alerts",
              "Changed within an hour before",
              "Time line",
              "What ends it",
              "For the review");
      // A head and an alert; a head, the setting, the beginning and the step.
      assertThat(seen.rows).as("round %d", round).isEqualTo(6);
    }
  }

  @Test
  void notesAreCountedAndNotListed() {
    Condition wrong = new Condition(1, "it is wrong", List.of(), List.of());
    Incident note = new Incident(alert("unused-index", Urgency.NOTE, wrong), List.of());
    Incident page = new Incident(alert("disk-full", Urgency.PAGE, wrong), List.of());
    IncidentsReport both =
        IncidentsReport.withoutNotes(List.of(page, note), START.plusSeconds(600));
    IncidentsReport notes =
        IncidentsReport.withoutNotes(List.of(note, note), START.plusSeconds(600));

    assertThat(both.incidents()).containsExactly(page);
    assertThat(both.exit()).isEqualTo(ExitCode.FOUND);
    assertThat(text(both)).contains("1 more is a note only: --notes");
    assertThat(notes.exit()).isEqualTo(ExitCode.DONE);
    assertThat(text(notes)).contains("No incident.", "2 more are notes only: --notes");
  }

  private static String text(IncidentsReport report) {
    Page page = new Page(Style.PLAIN);
    report.print(page);
    return page.toString();
  }

  private static Alert alert(String check, Urgency urgency, Condition condition) {
    return new Alert(
        UUID.randomUUID(),
        "shop",
        check,
        Labels.NONE,
        urgency,
        START.minusSeconds(60),
        START,
        Optional.empty(),
        0,
        condition,
        Optional.empty(),
        Optional.empty());
  }
}

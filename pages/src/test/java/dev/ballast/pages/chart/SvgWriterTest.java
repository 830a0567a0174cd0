package dev.ballast.pages.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.chart.TimeChart.Shape;
import dev.ballast.pages.text.Unit;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SvgWriterTest {
  private static final Instant FROM = Instant.parse("2026-11-30T10:00:00Z");
  private static final double UNKNOWN = Double.NaN;
  private static final String HOSTILE = "\"><script>alert(1)</script><a href='javascript:x'>&";

  @Test
  void layersAreOnTopOfEachOther() throws Exception {
    // The plot is 194 high from 20 on, and the axis ends at 4: 1 is at 165.5, 1 + 2 at 68.5.
    Document svg =
        parsed(
            chart(
                Shape.STACKED,
                new Series("low", 1, List.of(1.0, 1.0)),
                new Series("high", 2, List.of(2.0, 2.0))));

    assertThat(paths(svg))
        .containsExactly(
            "M64 68.5V68.5H506V68.5H948V165.5H506V165.5H64Z",
            "M64 165.5V165.5H506V165.5H948V214H506V214H64Z");
  }

  @Test
  void gapsAreGaps() throws Exception {
    Document svg =
        parsed(chart(Shape.LINES, new Series("a", 1, List.of(1.0, UNKNOWN, UNKNOWN, 1.0))));

    assertThat(paths(svg).getFirst()).isEqualTo("M64 20V20H285M727 20V20H948");
    Element gap =
        elements(svg, "rect").stream()
            .filter(e -> e.getAttribute("class").equals("gap"))
            .findFirst()
            .orElseThrow();
    assertThat(gap.getAttribute("x")).isEqualTo("285");
    assertThat(gap.getAttribute("width")).isEqualTo("442");
  }

  @Test
  void zeroIsAValueAndNoGap() throws Exception {
    Document svg = parsed(chart(Shape.LINES, new Series("a", 1, List.of(0.0, 0.0))));

    assertThat(paths(svg).getFirst()).isEqualTo("M64 214V214H506V214H948");
    assertThat(elements(svg, "rect")).noneMatch(e -> e.getAttribute("class").equals("gap"));
  }

  @Test
  void anotherPeriodIsDashedAndInTheTableAsWell() throws Exception {
    TimeChart now = chart(Shape.LINES, new Series("a", 1, List.of(1.0, UNKNOWN)));
    TimeChart both = now.against(chart(Shape.LINES, new Series("a", 1, List.of(0.0, 1.0))));
    Document svg = parsed(both);

    Element dashed =
        elements(svg, "g").stream()
            .filter(e -> e.getAttribute("class").equals("line dashed tone-1"))
            .findFirst()
            .orElseThrow();
    assertThat(dashed.getAttribute("data-name")).isEqualTo("a, previous period");
    assertThat(dashed.getAttribute("data-v")).isEqualTo("0|1");
    assertThat(paths(svg)).contains("M64 214V214H506V20H948");
    // What is not known now is a gap, whatever was before.
    assertThat(elements(svg, "rect"))
        .anySatisfy(
            e -> {
              assertThat(e.getAttribute("class")).isEqualTo("gap");
              assertThat(e.getAttribute("x")).isEqualTo("506");
            });
    assertThat(TimeTable.of(both).columns()).containsExactly("a", "a, previous period");
    assertThat(TimeTable.of(both).rows().getFirst().cells()).containsExactly("1", "0");
    assertThat(TimeTable.of(both).rows().getLast().cells()).containsExactly("–", "1");
  }

  @Test
  void ofLayersTheSumIsCompared() {
    TimeChart now = chart(Shape.STACKED, new Series("low", 1, List.of(1.0, 1.0)));
    TimeChart before =
        chart(
            Shape.STACKED,
            new Series("low", 1, List.of(1.0, UNKNOWN)),
            new Series("high", 2, List.of(2.0, UNKNOWN)));

    Series sum = now.against(before).over().dashed().getFirst();

    assertThat(sum.name()).isEqualTo("all, previous period");
    assertThat(sum.values()).containsExactly(3.0, UNKNOWN);
  }

  @Test
  void aBandIsBetweenItsEdgesAndWhatIsToComeIsNoGap() throws Exception {
    TimeChart chart =
        chart(Shape.LINES, new Series("a", 1, List.of(2.0, UNKNOWN)))
            .with(
                Overlay.of(
                    new Overlay.Band("range", 2, List.of(UNKNOWN, 1.0), List.of(UNKNOWN, 2.0))));
    Document svg = parsed(chart);

    // The axis ends at 2: 1 is halfway, at 117.
    assertThat(paths(svg).getFirst()).isEqualTo("M506 20V20H948V117H506Z");
    assertThat(elements(svg, "rect")).noneMatch(e -> e.getAttribute("class").equals("gap"));
    assertThat(TimeTable.of(chart).rows().getLast().cells()).containsExactly("–", "1 to 2");
  }

  @Test
  void namesAreText() throws Exception {
    String svg = SvgWriter.write(chart(Shape.LINES, new Series(HOSTILE, 1, List.of(1.0))));

    assertThat(elements(parsed(svg), "script")).isEmpty();
    assertThat(elements(parsed(svg), "g"))
        .anyMatch(each -> each.getAttribute("data-name").equals(HOSTILE));
    assertThat(svg).doesNotContain("style=");
  }

  private static TimeChart chart(Shape shape, Series... series) {
    int steps = series[0].values().size();
    Span span =
        new Span(FROM, FROM.plus(Duration.ofMinutes(steps)), Duration.ofMinutes(1), ZoneOffset.UTC);
    return new TimeChart(
        "load",
        HOSTILE,
        HOSTILE,
        Unit.COUNT,
        shape,
        span,
        List.of(series),
        List.of(new Mark(FROM, HOSTILE, HOSTILE)),
        shape == Shape.STACKED ? Optional.of(new Limit(HOSTILE, 4)) : Optional.empty());
  }

  private static Document parsed(TimeChart chart) throws Exception {
    return parsed(SvgWriter.write(chart));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<String> paths(Document svg) {
    return elements(svg, "path").stream().map(each -> each.getAttribute("d")).toList();
  }

  private static List<Element> elements(Document svg, String name) {
    var nodes = svg.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(i -> (Element) nodes.item(i))
        .toList();
  }
}

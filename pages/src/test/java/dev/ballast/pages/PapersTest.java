package dev.ballast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.font.Letters;
import dev.ballast.pages.paper.Paper;
import dev.ballast.pages.report.ExecutiveSheet;
import dev.ballast.pages.text.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What PDFBox reads of the sheets.
class PapersTest {
  private static final Moments MOMENTS = new Moments(SampleReports.TO, ZoneId.of("Europe/Berlin"));
  private static final String LONG = "a-production-cluster-with-a-name-of-63-characters-".repeat(2);

  /// Markup, an end of a line, a turn of direction, a lone surrogate, a NUL, and Japanese.
  private static final String HOSTILE =
      "</td><script>alert(1)</script>\n&#0;&lt; \u202e\ud800\u0000注文データ ]]> \"'";

  @ParameterizedTest
  @EnumSource(Paper.class)
  void anExecutiveSheetIsOneSheet(Paper paper) throws IOException {
    for (ExecutiveSheet sheet :
        List.of(
            SampleReports.sheet(0, "shop"),
            SampleReports.sheet(3, "shop"),
            SampleReports.sheet(50, "shop"),
            SampleReports.sheet(50, LONG),
            SampleReports.sheet(50, HOSTILE),
            SampleReports.sheet(50, "Ω".repeat(5_000)))) {
      byte[] pdf = Papers.executive(sheet, MOMENTS, paper);
      try (PDDocument document = Loader.loadPDF(pdf)) {
        assertThat(document.getNumberOfPages()).isEqualTo(1);
        PDRectangle size = document.getPage(0).getMediaBox();
        // 210 x 297 mm and 8.5 x 11 inches, in points.
        assertThat((double) size.getWidth())
            .isBetween(paper == Paper.A4 ? 594.5 : 611.5, paper == Paper.A4 ? 596.0 : 612.5);
        assertThat((double) size.getHeight())
            .isBetween(paper == Paper.A4 ? 841.0 : 791.5, paper == Paper.A4 ? 842.5 : 792.5);
      }
      keep("executive-" + paper.key() + "-" + sheet.targets().size(), pdf);
    }
  }

  @Test
  void whatThereIsNoRoomForIsCounted() throws IOException {
    String text = text(Papers.executive(SampleReports.sheet(50, "shop"), MOMENTS, Paper.A4));

    assertThat(text).contains("shop0", "41 more targets", "41 more capacities", "41 more risks");
    assertThat(text).contains("1 more things that are not known");
  }

  @Test
  void theSheetSaysWhenItEndsAndWhatRunsOut() throws IOException {
    String text = text(Papers.executive(SampleReports.sheet(2, "shop"), MOMENTS, Paper.LETTER));

    assertThat(text)
        .contains("2026-10-31 to 2026-11-30")
        .contains("2026-12-12, in 10 to 15 days")
        .contains("Made by Ballast 2026-11-30 13:00:00 +01:00. Times are of Europe/Berlin")
        .doesNotContain("lacks");
  }

  @Test
  void namesAreTextAndLettersThatThereAreNotAreBoxes() throws IOException {
    String text = text(Papers.executive(SampleReports.sheet(1, HOSTILE), MOMENTS, Paper.A4));

    assertThat(text).contains("</td><script>alert(1)</script> &#0;&lt; □□□□□□□□");
    assertThat(text.replace("\n", "")).contains("lacks are written as □");
    assertThat(
            text(Papers.executive(SampleReports.sheet(1, "Größe-Ωμέγα-Москва"), MOMENTS, Paper.A4)))
        .contains("Größe-Ωμέγα-Москва")
        .doesNotContain("lacks");
  }

  @ParameterizedTest
  @EnumSource(Paper.class)
  void aReviewTakesAsManySheetsAsItNeeds(Paper paper) throws IOException {
    byte[] small = Papers.weekly(SampleReports.review(2, "shop"), MOMENTS, paper);
    byte[] large = Papers.weekly(SampleReports.review(60, LONG), MOMENTS, paper);
    keep("weekly-" + paper.key(), small);
    keep("weekly-long-" + paper.key(), large);

    try (PDDocument one = Loader.loadPDF(small);
        PDDocument many = Loader.loadPDF(large)) {
      assertThat(one.getNumberOfPages()).isLessThanOrEqualTo(2);
      assertThat(many.getNumberOfPages()).isGreaterThan(2);
    }
    assertThat(text(small))
        .contains("Questions for the meeting", "to be named", "12: a slow statement", "+3 GiB")
        .contains("Why does a statement of shop take 12 ms where it took 4 ms?");
    assertThat(Papers.weekly(SampleReports.review(3, HOSTILE), MOMENTS, paper)).isNotEmpty();
  }

  @Test
  void theOnlyFontIsInTheFile() throws IOException {
    byte[] pdf = Papers.executive(SampleReports.sheet(3, "shop"), MOMENTS, Paper.A4);

    try (PDDocument document = Loader.loadPDF(pdf)) {
      var resources = document.getPage(0).getResources();
      List<COSName> fonts =
          StreamSupport.stream(resources.getFontNames().spliterator(), false).toList();
      assertThat(fonts).isNotEmpty();
      for (COSName font : fonts) {
        assertThat(resources.getFont(font).isEmbedded()).isTrue();
        assertThat(resources.getFont(font).getName()).contains("LiberationSans");
      }
    }
  }

  /// As the guide to reports says.
  @ParameterizedTest
  @CsvSource({
    "ß, true",
    "Ω, true",
    "Ж, true",
    "₫, true",
    "א, true",
    "ب, false",
    "Ա, false",
    "ა, false",
    "क, false",
    "ไ, false",
    "中, false",
    "あ, false",
    "한, false",
    "😀, false"
  })
  void theFontHasTheScriptsThatTheGuideNames(String letter, boolean there) {
    assertThat(Letters.sans().has(letter.codePointAt(0))).isEqualTo(there);
  }

  /// Bold is a wider stroke of the same letters.
  @Test
  void headingsAreBold() throws IOException {
    List<RenderingMode> heading = new ArrayList<>();
    List<RenderingMode> body = new ArrayList<>();
    PDFTextStripper reader =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition text) {
            boolean large = text.getFontSizeInPt() > 15;
            (large ? heading : body).add(getGraphicsState().getTextState().getRenderingMode());
            super.processTextPosition(text);
          }
        };
    try (PDDocument document =
        Loader.loadPDF(Papers.executive(SampleReports.sheet(2, "shop"), MOMENTS, Paper.A4))) {
      reader.getText(document);
    }
    assertThat(heading).isNotEmpty().containsOnly(RenderingMode.FILL_STROKE);
    assertThat(body).contains(RenderingMode.FILL);
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  /// To be looked at.
  private static void keep(String name, byte[] pdf) throws IOException {
    Files.write(Files.createDirectories(Path.of("target/sheets")).resolve(name + ".pdf"), pdf);
  }
}

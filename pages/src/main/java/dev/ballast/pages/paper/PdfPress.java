package dev.ballast.pages.paper;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.RenderingContext;
import com.openhtmltopdf.util.XRLog;
import dev.ballast.pages.font.Letters;
import java.awt.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// Makes PDF of XHTML. Nothing is fetched from anywhere, and the machine's fonts are not read.
public final class PdfPress {
  private static final String STYLE = "/dev/ballast/pages/paper/paper.css";
  private static final String FAMILY = "Sheet";
  private static final String OBJECT = "object";

  /// A unit of the style sheet is 1/96 inch, a point 1/72.
  private static final double POINTS = 0.75;

  static {
    // It reports each step of each document.
    XRLog.setLoggingEnabled(false);
    FontMappers.set(new OwnFont());
  }

  private PdfPress() {}

  /// Prints a document.
  ///
  /// @param xhtml well-formed; an `object` in it is the drawing of its id
  public static Printed print(String xhtml, Paper paper, Map<String, Drawing> drawings) {
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .withW3cDocument(document(xhtml, paper), "")
            .useUriResolver((base, uri) -> null)
            .useFont(() -> Letters.sans().stream(), FAMILY)
            .usePdfUaAccessibility(true)
            .useObjectDrawerFactory(new Objects(drawings))
            .withProducer("Ballast");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    builder.toStream(out);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      try (PDDocument made = renderer.createPDFKeepOpen()) {
        made.save(out);
        return new Printed(out.toByteArray(), made.getNumberOfPages());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document document(String xhtml, Paper paper) {
    try (InputStream style = PdfPress.class.getResourceAsStream(STYLE)) {
      if (style == null) {
        throw new IllegalStateException("the package lacks " + STYLE);
      }
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xhtml.getBytes(StandardCharsets.UTF_8)));
      Element sheet = document.createElement("style");
      sheet.setTextContent(
          "@page { size: %s; margin: 12mm; }%n%s"
              .formatted(paper.size(), new String(style.readAllBytes(), StandardCharsets.UTF_8)));
      document.getElementsByTagName("head").item(0).appendChild(sheet);
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("a print template is not well-formed", e);
    }
  }

  private record Objects(Map<String, Drawing> drawings) implements FSObjectDrawerFactory {
    @Override
    public boolean isReplacedObject(Element element) {
      return element.getNodeName().equals(OBJECT);
    }

    @Override
    public FSObjectDrawer createDrawer(Element element) {
      Drawing drawing =
          Optional.ofNullable(drawings.get(element.getAttribute("id")))
              .orElseThrow(() -> new IllegalStateException("there is no such drawing"));
      return (Element drawn,
          double x,
          double y,
          double width,
          double height,
          OutputDevice device,
          RenderingContext context,
          int dotsPerPixel) -> {
        double pointsWide = width / dotsPerPixel * POINTS;
        double pointsHigh = height / dotsPerPixel * POINTS;
        device.drawWithGraphics(
            (float) x,
            (float) y,
            (float) (width / dotsPerPixel),
            (float) (height / dotsPerPixel),
            graphics -> {
              graphics.scale(1 / POINTS, 1 / POINTS);
              drawing.draw(graphics, pointsWide, pointsHigh);
            });
        return Map.<Shape, String>of();
      };
    }
  }
}

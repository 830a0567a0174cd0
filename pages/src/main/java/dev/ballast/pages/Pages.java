package dev.ballast.pages;

import dev.ballast.pages.frame.Frame;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Makes HTML of pages. Safe for any number of threads.
public final class Pages {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "dev.ballast.pages.template");

  private Pages() {}

  /// A page of which there is a template with a parameter of that type.
  ///
  /// @param <P> what the template shows
  public static final class Template<P> {
    private final Class<P> type;
    private final String file;

    private Template(Class<P> type, String file) {
      this.type = type;
      this.file = file;
    }

    static <P> Template<P> of(Class<P> type, String name) {
      return new Template<>(type, name + ".jte");
    }
  }

  /// A whole document, in UTF-8.
  public static <P> byte[] html(Template<P> template, Frame frame, P page) {
    return rendered(template, Map.of("frame", frame, "page", template.type.cast(page)));
  }

  /// A document for paper, which has no frame around it.
  static <P> String paper(Template<P> template, P page) {
    return new String(
        rendered(template, Map.of("page", template.type.cast(page))), StandardCharsets.UTF_8);
  }

  private static byte[] rendered(Template<?> template, Map<String, Object> parameters) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    ENGINE.render(template.file, parameters, output);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
      output.writeTo(bytes::write);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

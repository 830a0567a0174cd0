package dev.ballast.migrations.document;

import dev.ballast.migrations.document.Document.Tree;
import dev.ballast.migrations.document.Document.Unreadable;
import dev.ballast.migrations.document.Element.Text;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// XML without document types, entities and anything else that leads out of the text.
final class XmlDocument {
  private static final XMLInputFactory FACTORY = factory();

  private final Deque<Open> open = new ArrayDeque<>();

  private XmlDocument() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    return factory;
  }

  static Document read(String text) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
      try {
        return new XmlDocument().read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      return new Unreadable(line, "it is not XML: " + firstLine(e.getMessage()));
    }
  }

  private static String firstLine(String message) {
    String last = message.substring(message.indexOf("Message:") + 1);
    return last.startsWith("essage:") ? last.substring("essage:".length()).strip() : message;
  }

  private Document read(XMLStreamReader reader) throws XMLStreamException {
    // An event's own place is where it ends, so it begins where the one before ended.
    int from = 1;
    while (reader.hasNext()) {
      int event = reader.next();
      int to = reader.getLocation().getLineNumber();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() == Document.MAX_DEPTH) {
            return new Unreadable(from, "elements are nested deeper than " + Document.MAX_DEPTH);
          }
          open.push(new Open(reader, from, to));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.peek().text.append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          Element element = open.pop().close(to);
          if (open.isEmpty()) {
            return new Tree(element);
          }
          open.peek().children.add(element);
        }
        default -> {
          // Comments and processing instructions say nothing that a tool reads.
        }
      }
      from = to;
    }
    return new Unreadable(1, "it holds no element");
  }

  /// An element whose end was not read yet.
  private static final class Open {
    private final String name;
    private final int line;
    private final int textLine;
    private final Map<String, Text> attributes = new HashMap<>();
    private final List<Element> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Open(XMLStreamReader reader, int line, int textLine) {
      this.name = reader.getLocalName();
      this.line = line;
      this.textLine = textLine;
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        attributes.put(
            reader.getAttributeLocalName(i), new Text(reader.getAttributeValue(i), line));
      }
    }

    Element close(int lastLine) {
      return new Element(
          name, line, lastLine, attributes, children, new Text(text.toString(), textLine));
    }
  }
}

package dev.ballast.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// A file that pages use. Its name holds the digest of its bytes, so that a browser may keep it for
/// as long as it likes.
public final class Asset {
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final int DIGITS = 16;

  public static final Asset STYLE = load("ballast.css", "text/css; charset=utf-8");
  public static final Asset SCRIPT = load("ballast.js", "text/javascript; charset=utf-8");
  public static final Asset HTMX_SCRIPT =
      new Asset("htmx.js", "text/javascript; charset=utf-8", bytes(HTMX));
  public static final Asset ICON = load("ballast.svg", "image/svg+xml");

  private static final List<Asset> ALL = List.of(STYLE, SCRIPT, HTMX_SCRIPT, ICON);

  private final String name;
  private final String mediaType;
  private final byte[] content;
  private final byte[] compressed;

  private Asset(String name, String mediaType, byte[] content) {
    int dot = name.lastIndexOf('.');
    this.name = name.substring(0, dot) + "-" + digest(content) + name.substring(dot);
    this.mediaType = mediaType;
    this.content = content;
    this.compressed = compressed(content);
  }

  public static Optional<Asset> find(String name) {
    return ALL.stream().filter(each -> each.name.equals(name)).findFirst();
  }

  /// Where pages refer to it.
  public String path() {
    return "/assets/" + name;
  }

  public String mediaType() {
    return mediaType;
  }

  public byte[] content() {
    return content.clone();
  }

  /// The same, compressed by gzip.
  public byte[] compressed() {
    return compressed.clone();
  }

  private static Asset load(String name, String mediaType) {
    return new Asset(name, mediaType, bytes("/dev/ballast/pages/asset/" + name));
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = Asset.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the package lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] compressed(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

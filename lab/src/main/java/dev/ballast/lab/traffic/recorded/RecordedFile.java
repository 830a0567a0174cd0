package dev.ballast.lab.traffic.recorded;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.traffic.Recording;
import dev.ballast.lab.traffic.TrafficError;
import dev.ballast.lab.traffic.production.ReadOnlyProof;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file in which statements were recorded: a csvlog or jsonlog of a server with `log_statement =
/// all` or `log_min_duration_statement = 0`, or a file of pgreplay. Which of them it is, its first
/// line says.
///
/// @param database whose statements are taken; empty for all
public record RecordedFile(Path path, Optional<String> database) {
  private static final int BEGINNING = 64;

  public RecordedFile {
    requireNonNull(path, "path is null");
    requireNonNull(database, "database is null");
  }

  /// Throws what [#read] throws where the file does not begin like a recording, without reading the
  /// rest.
  public void requireRecording() {
    opened(
        path,
        (in, head) -> {
          if (head.startsWith("{")) {
            String first = reader(in).readLine();
            if (!JsonLog.isLine(first == null ? "" : first)) {
              throw none("Its first line is no line of a jsonlog.");
            }
          } else if (!CsvLog.mayBe(head)) {
            ReplayFile.requireBeginning(new DataInputStream(in));
          }
        });
  }

  private Fault none(String why) {
    return Fault.of(TrafficError.RECORDING_INVALID, "not a recording: " + path).detail(why);
  }

  /// Reads it; throws `recording-invalid` where it is no recording, `traffic-unreadable` where it
  /// cannot be read.
  ///
  /// @param proof of the server that it will be repeated on
  public Recording read(ReadOnlyProof proof) {
    Entries entries = new Entries(database, Entries.MOST);
    opened(path, (in, head) -> read(in, head, entries));
    return new Lanes(proof).of(entries);
  }

  /// Reads an opened file.
  @FunctionalInterface
  interface Reading {
    /// A file, by how it begins.
    ///
    /// @param head how it begins
    void of(InputStream in, String head) throws IOException;
  }

  static void opened(Path path, Reading reading) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      in.mark(BEGINNING);
      byte[] head = in.readNBytes(BEGINNING);
      in.reset();
      reading.of(in, new String(head, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw Fault.of(TrafficError.TRAFFIC_UNREADABLE, "a file of traffic cannot be read")
          .detail(path + ": " + IoReason.of(e))
          .cause(e);
    }
  }

  private static void read(InputStream in, String head, Entries entries) throws IOException {
    if (!readLog(in, head, entries)) {
      ReplayFile.read(new DataInputStream(in), entries);
    }
  }

  /// Reads a csvlog or a jsonlog; returns false where the file begins like neither.
  static boolean readLog(InputStream in, String head, LogSink sink) throws IOException {
    if (head.startsWith("{")) {
      JsonLog.read(reader(in), sink);
      return true;
    }
    if (CsvLog.mayBe(head)) {
      CsvLog.read(reader(in), sink);
      return true;
    }
    return false;
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
  }
}

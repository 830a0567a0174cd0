package dev.ballast.observe.anomaly.nab;

import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// The benchmark's folder: `data/` with a file per series, `labels/combined_windows.json`,
/// `config/profiles.json` and `results/final_results.json`.
///
/// @param series in the order of their names
public record NabCorpus(
    List<NabSeries> series, List<NabProfile> profiles, List<Published> published) {
  private static final long SPLIT = 41;

  public NabCorpus {
    series = List.copyOf(series);
    profiles = List.copyOf(profiles);
    published = List.copyOf(published);
  }

  /// A score that the benchmark's authors published.
  public record Published(String detector, String profile, double score) {}

  public static NabCorpus read(Path folder) throws IOException {
    List<NabSeries> series = new ArrayList<>();
    JsonNode labels = json(folder.resolve("labels/combined_windows.json"));
    for (String name : labels.propertyNames().stream().sorted().toList()) {
      series.add(series(folder, name, labels.get(name)));
    }
    List<NabProfile> profiles = new ArrayList<>();
    JsonNode configured = json(folder.resolve("config/profiles.json"));
    for (String name : configured.propertyNames()) {
      JsonNode costs = configured.get(name).get("CostMatrix");
      profiles.add(
          new NabProfile(
              name,
              costs.get("tpWeight").asDouble(),
              costs.get("fnWeight").asDouble(),
              costs.get("fpWeight").asDouble()));
    }
    List<Published> published = new ArrayList<>();
    JsonNode results = json(folder.resolve("results/final_results.json"));
    for (String detector : results.propertyNames()) {
      for (NabProfile profile : profiles) {
        published.add(
            new Published(
                detector, profile.name(), results.get(detector).get(profile.name()).asDouble()));
      }
    }
    return new NabCorpus(series, profiles, published);
  }

  /// The same corpus with every second series of a shuffled list: the half that parameters may be
  /// chosen by, or the other one.
  public NabCorpus half(boolean tuned) {
    List<NabSeries> shuffled = new ArrayList<>(series);
    Collections.shuffle(shuffled, new Random(SPLIT));
    List<NabSeries> half = new ArrayList<>();
    for (int i = tuned ? 0 : 1; i < shuffled.size(); i += 2) {
      half.add(shuffled.get(i));
    }
    return new NabCorpus(half, profiles, published);
  }

  private static NabSeries series(Path folder, String name, JsonNode windows) throws IOException {
    List<NabSeries.Point> points = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("data").resolve(name))) {
      int comma = line.indexOf(',');
      if (!line.startsWith("timestamp")) {
        points.add(
            new NabSeries.Point(
                time(line.substring(0, comma)), Double.parseDouble(line.substring(comma + 1))));
      }
    }
    List<NabSeries.Window> labelled = new ArrayList<>();
    for (JsonNode window : windows) {
      labelled.add(
          new NabSeries.Window(time(window.get(0).asString()), time(window.get(1).asString())));
    }
    return new NabSeries(name, points, labelled);
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.read(Files.readAllBytes(file), JsonNode.class);
  }
}

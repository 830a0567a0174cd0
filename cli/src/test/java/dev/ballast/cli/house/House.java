package dev.ballast.cli.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What laws are applied to: compiled classes, their sources, and the files beside them.
///
/// @param root the folder every path is relative to
/// @param classes main and test classes of every room
/// @param sources their Java sources, in the order of their paths
/// @param files every other file under version control's eye: scripts, resources, POMs, pages
record House(Path root, JavaClasses classes, List<Source> sources, List<Path> files) {
  private static final List<String> NOT_OURS = List.of("target", ".git", ".idea");

  /// The parser as the build translates it: large, and written by nobody.
  /// What is made of templates.
  private static final String TEMPLATES = "/dev/ballast/pages/template/";

  private static final String TRANSLATED = "LibpgQueryCode";

  private static final House REAL = read(projectRoot());

  House {
    sources = List.copyOf(sources);
    files = List.copyOf(files);
  }

  /// This project as it was just compiled.
  static House real() {
    return REAL;
  }

  static boolean isTest(JavaClass type) {
    return type.getSource().orElseThrow().getUri().toString().contains("/test-classes/");
  }

  static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /// The sources of the rooms, neither their tests nor the single files of `bench/`.
  List<Source> mainSources() {
    return sources.stream()
        .filter(source -> !source.isTest() && !source.packageName().isEmpty())
        .toList();
  }

  /// The text of one of [#files], empty where it is not text.
  String text(Path file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (MalformedInputException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static House read(Path root) {
    List<Path> all = filesBelow(root);
    List<Path> java = all.stream().filter(path -> path.toString().endsWith(".java")).toList();
    List<Path> other = all.stream().filter(path -> !path.toString().endsWith(".java")).toList();
    return new House(root, importClasses(root), Source.readAll(root, java), other);
  }

  private static JavaClasses importClasses(Path root) {
    try (Stream<Path> rooms = Files.list(root);
        Stream<Path> tools = Files.list(root.resolve("tools"))) {
      List<Path> folders =
          Stream.concat(rooms, tools)
              .flatMap(
                  room -> Stream.of("target/classes", "target/test-classes").map(room::resolve))
              .filter(Files::isDirectory)
              .toList();
      return new ClassFileImporter()
          .withImportOption(location -> !location.contains(TRANSLATED))
          .withImportOption(location -> !location.contains(TEMPLATES))
          .importPaths(folders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> filesBelow(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(path -> Stream.of(path.toString().split("/", -1)).noneMatch(NOT_OURS::contains))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

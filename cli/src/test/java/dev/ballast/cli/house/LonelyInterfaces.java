package dev.ballast.cli.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Interfaces of the main sources with fewer than two implementations, where a lambda or a method
/// reference anywhere in the house counts as one. Sealed interfaces and annotations are exempt: the
/// first name their alternatives, the second have none.
final class LonelyInterfaces {
  private static final int ENOUGH = 2;

  private LonelyInterfaces() {}

  static List<String> in(House house) {
    Map<String, Integer> lambdas = new HashMap<>();
    Map<String, ClassModel> models = new HashMap<>();
    for (JavaClass type : house.classes()) {
      ClassModel model = parse(type);
      models.put(type.getName(), model);
      countLambdas(model, lambdas);
    }
    return house.classes().stream()
        .filter(type -> type.isInterface() && !type.isAnnotation() && !isTest(type))
        .filter(type -> !type.getName().endsWith(".package-info"))
        .filter(type -> !isSealed(models.get(type.getName())))
        .filter(type -> implementations(type) + lambdas.getOrDefault(type.getName(), 0) < ENOUGH)
        .map(JavaClass::getName)
        .toList();
  }

  private static boolean isSealed(ClassModel model) {
    return model.findAttribute(Attributes.permittedSubclasses()).isPresent();
  }

  private static long implementations(JavaClass type) {
    return type.getAllSubclasses().stream()
        .filter(sub -> !sub.isInterface() && !sub.getModifiers().contains(JavaModifier.ABSTRACT))
        .count();
  }

  private static boolean isTest(JavaClass type) {
    return type.getSource().orElseThrow().getUri().toString().contains("/test-classes/");
  }

  private static ClassModel parse(JavaClass type) {
    try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of().parse(bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A lambda is an `invokedynamic` through `LambdaMetafactory` whose call site returns the
  /// interface.
  private static void countLambdas(ClassModel model, Map<String, Integer> lambdas) {
    model.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(InvokeDynamicInstruction.class::cast)
        .filter(call -> call.bootstrapMethod().owner().displayName().equals("LambdaMetafactory"))
        .forEach(
            call -> {
              String binary = call.typeSymbol().returnType().descriptorString();
              String name = binary.substring(1, binary.length() - 1).replace('/', '.');
              lambdas.merge(name, 1, Integer::sum);
            });
  }
}

package dev.ballast.server.openapi;

import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schemas of records as they are written: every component is there, an empty one is null.
final class RecordSchemas {
  private static final Map<Class<?>, String> FORMATS =
      Map.of(Instant.class, "date-time", Duration.class, "duration");

  private RecordSchemas() {}

  static SchemaBuilder builder() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.FLATTENED_OPTIONALS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forFields()
        .withRequiredCheck(field -> true)
        .withNullableCheck(field -> field.getDeclaredType().isInstanceOf(Optional.class));
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider((type, context) -> written(type.getErasedType(), context));
    return new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
  }

  private static CustomDefinition written(Class<?> type, SchemaGenerationContext context) {
    if (type == Labels.class) {
      return new CustomDefinition(
          context.createDefinition(context.getTypeContext().resolve(List.class, Label.class)));
    }
    String format = FORMATS.get(type);
    if (format == null) {
      return null;
    }
    ObjectNode schema = context.getGeneratorConfig().createObjectNode();
    schema.put("type", "string").put("format", format);
    return new CustomDefinition(
        schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }
}

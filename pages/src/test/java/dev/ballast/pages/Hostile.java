package dev.ballast.pages;

import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.Mark;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.frame.Period;
import dev.ballast.pages.text.Unit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Page values of which every text tries to be markup, and nothing is left out.
///
/// @param flags the value of everything that is true or false
record Hostile(boolean flags) {
  /// Elements, the end of an attribute in either quote, a handler, an entity, an end of a comment.
  static final String NAME =
      "<img src=x onerror=alert(1)>\" onmouseover=\"alert(2)\" x='' onfocus='alert(3)'"
          + "<script>alert(4)</script><u>&#60;i&#62;--></title></svg>";

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final int MANY = 3;

  /// A value of a record.
  <P> P of(Class<P> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType of) {
      Object one = value(of.getActualTypeArguments()[0]);
      return of.getRawType() == Optional.class
          ? Optional.of(one)
          : of.getRawType() == List.class ? List.of(one, one, one) : unknown(type);
    }
    return type instanceof Class<?> simple ? value(simple) : unknown(type);
  }

  private Object value(Class<?> type) {
    if (type == String.class) {
      return NAME;
    }
    if (type == boolean.class) {
      return flags;
    }
    if (type == int.class || type == Integer.class) {
      return MANY;
    }
    if (type == long.class || type == Long.class) {
      return (long) MANY;
    }
    if (type == double.class || type == Double.class) {
      return 0.5;
    }
    if (type == Instant.class) {
      return NOW;
    }
    if (type == Duration.class) {
      return Duration.ofMinutes(1);
    }
    if (type == ZoneId.class) {
      return ZoneOffset.UTC;
    }
    return type.isEnum() ? type.getEnumConstants()[0] : ofPages(type);
  }

  /// What is not made of any values.
  private Object ofPages(Class<?> type) {
    Span span = Span.of(NOW.minusSeconds(60), NOW, Duration.ofSeconds(10), ZoneOffset.UTC);
    if (type == Period.class) {
      return Period.last(Period.Choice.HOUR, NOW);
    }
    if (type == Span.class) {
      return span;
    }
    if (type == TimeChart.class) {
      return new TimeChart(
          "load",
          NAME,
          NAME,
          Unit.COUNT,
          TimeChart.Shape.STACKED,
          span,
          List.of(new Series(NAME, 1, List.of(1.0, 2.0, Double.NaN))),
          List.of(new Mark(NOW.minusSeconds(30), NAME, NAME)),
          Optional.of(of(dev.ballast.pages.chart.Limit.class)));
    }
    if (type == LaneChart.class) {
      return new LaneChart("line", NAME, NAME, span, List.of(of(LaneChart.Lane.class)));
    }
    return type.isRecord() ? record(type) : unknown(type);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(each -> value(each.getGenericType())).toArray();
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private static Object unknown(Type type) {
    throw new IllegalStateException("no value is known for " + type);
  }
}

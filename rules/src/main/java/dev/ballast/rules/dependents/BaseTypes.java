package dev.ballast.rules.dependents;

import dev.ballast.sql.tree.TypeName;
import java.util.Set;

/// Types that are known to be no domain with constraints, whatever schema they are in.
public final class BaseTypes {
  private static final String SYSTEM = "pg_catalog";

  /// Those of PostgreSQL 14-18 that a column may have.
  private static final Set<String> BUILT_IN =
      Set.of(
          ("bool int2 int4 int8 float4 float8 numeric money text varchar bpchar name char bytea uuid"
                  + " json jsonb jsonpath xml date time timetz timestamp timestamptz interval bit"
                  + " varbit inet cidr macaddr macaddr8 oid regclass regproc regprocedure regoper"
                  + " regoperator regtype regrole regnamespace regconfig regdictionary"
                  + " regcollation point line lseg box path polygon circle tsvector tsquery"
                  + " int4range int8range numrange tsrange tstzrange daterange int4multirange"
                  + " int8multirange nummultirange tsmultirange tstzmultirange datemultirange"
                  + " pg_lsn pg_snapshot txid_snapshot xid xid8 cid tid refcursor int2vector"
                  + " oidvector aclitem gtsvector")
              .split(" "));

  /// Those of the extensions of PostgreSQL itself, of PostGIS and of pgvector.
  private static final Set<String> OF_EXTENSIONS =
      Set.of(
          ("citext hstore ltree lquery ltxtquery cube seg isbn isbn13 issn issn13 ismn ismn13 ean13"
                  + " upc intbig_gkey query_int geometry geography raster box2d box3d"
                  + " topogeometry vector halfvec sparsevec")
              .split(" "));

  private BaseTypes() {}

  /// A type of the system, or one that a usual extension brings.
  public static boolean isBase(TypeName type) {
    String name = type.name().name();
    boolean system = type.name().schema().map(SYSTEM::equals).orElse(true);
    return (system && BUILT_IN.contains(name)) || OF_EXTENSIONS.contains(name);
  }
}

package dev.ballast.migrations;

/// Whose conventions a folder of migrations follows.
public enum Tool {
  PLAIN_SQL("plain SQL"),
  FLYWAY("Flyway"),
  LIQUIBASE("Liquibase"),
  SQITCH("sqitch"),
  DBMATE("dbmate"),
  GOOSE("goose"),
  SQL_MIGRATE("sql-migrate"),
  GOLANG_MIGRATE("golang-migrate"),
  POP("pop"),
  DIESEL("Diesel"),
  PRISMA("Prisma"),
  DRIZZLE("Drizzle"),
  SUPABASE("Supabase"),
  ATLAS("Atlas"),
  SQLX("sqlx"),
  REFINERY("refinery"),
  NODE_PG_MIGRATE("node-pg-migrate"),
  MYBATIS("MyBatis Migrations"),
  EVOLUTIONS("Play evolutions"),
  TERN("tern"),
  ALEMBIC("Alembic"),
  EF_CORE("EF Core"),
  PGROLL("pgroll");

  private final String title;

  Tool(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}

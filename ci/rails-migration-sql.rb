# Writes the SQL of the pending migrations of a Rails application, one file for each, as the server
# got it: with BEGIN and COMMIT, and without the statements of Rails itself.
#
# It RUNS the migrations, so give it a scratch database that holds the schema before them:
#
#   export DATABASE_URL=postgresql://localhost/ballast_scratch
#   bin/rails db:create db:schema:load     # of the revision before the change
#   bin/rails runner ci/rails-migration-sql.rb build/sql
#
# The last line prints how many files were written.

require "active_record"
require "fileutils"

folder = ARGV.fetch(0) { abort "usage: rails-migration-sql.rb FOLDER [MIGRATIONS]" }
paths = ARGV[1] ? [ARGV[1]] : ActiveRecord::Migrator.migrations_paths
FileUtils.mkdir_p(folder)

# The tables in which Rails counts its migrations, and the lock that it takes around them.
OWN = /schema_migrations|ar_internal_metadata|pg_try_advisory_lock|pg_advisory_unlock/
$statements = nil

ActiveSupport::Notifications.subscribe("sql.active_record") do |*, event|
  own = event[:name] == "SCHEMA" || event[:sql].match?(OWN)
  $statements << event[:sql].strip if $statements && !own && !event[:cached]
end

connection = ActiveRecord::Base.connection
unless connection.adapter_name == "PostgreSQL"
  abort "the database is #{connection.adapter_name}, not PostgreSQL"
end

context =
  if ActiveRecord::MigrationContext.instance_method(:initialize).arity == 2
    ActiveRecord::MigrationContext.new(paths, ActiveRecord::SchemaMigration)
  else
    ActiveRecord::MigrationContext.new(paths)
  end
applied = context.get_all_versions
pending = context.migrations.reject { |migration| applied.include?(migration.version) }
ActiveRecord::Migration.verbose = false

pending.each do |migration|
  $statements = []
  context.run(:up, migration.version)
  # Rails opens transactions also around what is its own.
  sql = $statements.map { |text| "#{text.delete_suffix(';')};\n" }.join.gsub("BEGIN;\nCOMMIT;\n", "")
  file = File.join(folder, "#{migration.version}_#{migration.name.underscore}.sql")
  File.write(file, sql)
ensure
  $statements = nil
end
puts "#{pending.size} files in #{folder}"

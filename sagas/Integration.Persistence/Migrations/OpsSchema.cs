namespace Integration.Persistence.Migrations;

/// <summary>Schema <c>ops</c>: the views that people read. Every service's migrations create its own views there
/// (<c>create view ops.x as …</c>); schema, role and grants are the same for all and are put in order around each migration.
/// A view runs with its owner's rights, so its reader needs none on the tables; it shows no body and no header of a message, because both hold personal data.</summary>
internal static class OpsSchema
{
    /// <summary>The role that sees the views and nothing else. It cannot log in: make people members of it.</summary>
    public const string Reader = "ops_reader";

    /// <summary>Before the migrations. The existence is looked up first: asking with "if not exists" needs the right to create.</summary>
    public const string Create =
        """
        do $$ begin
            if not exists (select from pg_namespace where nspname = 'ops') then
                create schema ops;
            end if;
        end $$
        """;

    /// <summary>After the migrations: <paramref name="reader"/> may read the views of <paramref name="schema"/> and call its functions. Without the right to create a role this is a warning,
    /// not a failure: the next migration after the role was made by hand grants what is missing.</summary>
    public static string Grant(string schema, string reader) =>
        $$"""
        do $$
        declare
            view_name text;
            function_name regprocedure;
        begin
            if not exists (select from pg_roles where rolname = '{{reader}}') then
                begin
                    create role {{reader}} nologin;
                exception
                    when insufficient_privilege then
                        raise warning 'role {{reader}} is missing and % may not create it: create it ("create role {{reader}} nologin") and migrate again, so that it can read the views in schema {{schema}}', current_user;
                        return;
                    when duplicate_object or unique_violation then
                        null;   -- another database of this server was migrated at the same moment
                end;
            end if;
            grant usage on schema {{schema}} to {{reader}};
            for view_name in
                select c.relname from pg_class c
                where c.relnamespace = '{{schema}}'::regnamespace and c.relkind = 'v' and pg_has_role(c.relowner, 'usage')
            loop
                execute format('grant select on {{schema}}.%I to {{reader}}', view_name);
            end loop;
            for function_name in
                select p.oid::regprocedure from pg_proc p where p.pronamespace = '{{schema}}'::regnamespace and pg_has_role(p.proowner, 'usage')
            loop
                execute format('grant execute on function %s to {{reader}}', function_name);
            end loop;
        end $$
        """;
}

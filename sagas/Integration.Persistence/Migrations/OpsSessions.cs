namespace Integration.Persistence.Migrations;

/// <summary><c>ops.sessions</c>: what the sessions of this database do, for whoever may only read the views; and <c>ops.cancel_query</c>. PostgreSQL shows the state of a session to its own role alone,
/// so both run with the rights of the role that migrates, which is the services' own. Sessions of other roles show their state where that role is a member of <c>pg_read_all_stats</c>.
/// No text of a query is shown, because people write values into theirs: its first word, and a table's name that there is.</summary>
internal static class OpsSessions
{
    /// <summary>Before the grants. Written anew each time: it holds no data. What another role made stays as it is.</summary>
    public const string Create =
        """
        do $$ begin
            if exists (select from pg_proc where pronamespace = 'ops'::regnamespace and proname in ('all_sessions', 'cancel_query') and not pg_has_role(proowner, 'usage')) then
                return;
            end if;

            create or replace function ops.all_sessions() returns table (
                pid integer, role text, application text, backend text, state text, wait_event_type text, wait_event text, query_age interval, transaction_age interval, blocked_by integer[],
                statement text, relation text)
                language sql stable security definer set search_path = pg_catalog, pg_temp as $sessions$
                select a.pid, a.usename::text, a.application_name, a.backend_type, a.state, a.wait_event_type, a.wait_event, now() - a.query_start, now() - a.xact_start, pg_blocking_pids(a.pid),
                    lower(substring(a.query from '^\s*([A-Za-z]+)')),
                    (select named from substring(a.query from '(?i)\m(?:from|into|update|join)\s+([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)') as named where to_regclass(named) is not null)
                from pg_stat_activity a where a.datname = current_database() and a.pid <> pg_backend_pid()
                $sessions$;

            create or replace function ops.cancel_query(session integer) returns boolean
                language plpgsql security definer set search_path = pg_catalog, pg_temp as $cancel$
                declare
                    seen record;
                begin
                    select a.usename, a.state into seen from pg_stat_activity a where a.pid = session and a.datname = current_database() and a.pid <> pg_backend_pid();
                    if not found then
                        raise exception 'There is no session % in this database.', session;
                    elsif seen.usename is distinct from current_user then
                        raise exception 'Session % is not of role %, whose queries alone can be canceled here.', session, current_user using errcode = 'insufficient_privilege';
                    elsif seen.state is distinct from 'active' then
                        raise exception 'Session % runs no query.', session;
                    end if;
                    raise log 'the query of session % is canceled by %', session, session_user;
                    return pg_cancel_backend(session);
                end
                $cancel$;

            revoke all on function ops.all_sessions(), ops.cancel_query(integer) from public;
            create or replace view ops.sessions as select * from ops.all_sessions();
        end $$
        """;
}

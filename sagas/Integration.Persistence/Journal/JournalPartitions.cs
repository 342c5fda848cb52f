using System.Globalization;
using Npgsql;

namespace Integration.Persistence.Journal;

/// <summary>One partition of the journal per month (UTC), made ahead of time and dropped as a whole when it is too old.
/// <c>messaging.journal_rest</c> is the net beneath: an entry always finds a place.</summary>
internal static class JournalPartitions
{
    /// <summary>Months that have their partition before they begin: a service that is down for a quarter still finds its place.</summary>
    public const int MonthsAhead = 3;

    // Neither may queue behind a long transaction, because everything else would then queue behind it: the next round tries again.
    private const string Begin =
        "begin; set local lock_timeout = '2s'; select pg_advisory_xact_lock(hashtextextended('messaging.journal partitions', 0))";

    /// <summary>Makes the partitions of this month and the next ones. What lies in the net and belongs to one is moved into it.</summary>
    public static async Task EnsureAsync(NpgsqlDataSource source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var months = await MonthsAsync(source, cancellationToken);
        var first = MonthOf(now);
        foreach (var month in Enumerable.Range(0, MonthsAhead + 1).Select(first.AddMonths).Where(m => !months.Contains(m)))
        {
            var (name, from, to) = (Name(month), Text(month), Text(month.AddMonths(1)));
            await ExecuteAsync(
                source,
                $"""
                {Begin};
                create table if not exists messaging.{name} (like messaging.journal including defaults including constraints);
                with moved as (delete from messaging.journal_rest where occurred_at >= '{from}' and occurred_at < '{to}' returning *)
                    insert into messaging.{name} select * from moved;
                do $$ begin
                    if not exists (select from pg_inherits where inhrelid = 'messaging.{name}'::regclass) then
                        alter table messaging.journal attach partition messaging.{name} for values from ('{from}') to ('{to}');
                    end if;
                end $$;
                commit
                """,
                cancellationToken);
        }
    }

    /// <summary>Drops the months that ended before <paramref name="cutoff"/>. How many there were.</summary>
    public static async Task<int> DropAsync(NpgsqlDataSource source, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var old = (await MonthsAsync(source, cancellationToken)).Where(month => month.AddMonths(1) <= cutoff).ToList();
        foreach (var month in old)
        {
            await ExecuteAsync(source, $"{Begin}; drop table if exists messaging.{Name(month)}; commit", cancellationToken);
        }

        return old.Count;
    }

    private static async Task<HashSet<DateTimeOffset>> MonthsAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'messaging.journal'::regclass");
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var months = new HashSet<DateTimeOffset>();
        while (await rows.ReadAsync(cancellationToken))
        {
            if (DateTimeOffset.TryParseExact(rows.GetString(0), "'journal_'yyyy_MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var month))
            {
                months.Add(month);
            }
        }

        return months;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DateTimeOffset MonthOf(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private static string Name(DateTimeOffset month) => month.ToString("'journal_'yyyy_MM", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset month) => month.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
}

using System.Runtime.ExceptionServices;
using Integration.Persistence.Journal;
using Npgsql;

namespace Integration.Persistence;

/// <summary>Forgets what is past its retention, a bounded number of rows per statement, and keeps the journal's partitions ahead of time.</summary>
internal static class Prune
{
    private const string Inbox =
        "delete from messaging.inbox where (message_id, consumer_id) in " +
        "(select message_id, consumer_id from messaging.inbox where received_at < $1 order by received_at limit $2)";

    // One that somebody was promised an end of, and that is neither refused nor decided about, is nobody's to forget. What was decided is kept for as long after the decision.
    private const string DeadLetters =
        "delete from messaging.dead_letters where id in (select id from messaging.dead_letters where last_failed_at < $1 and not (told and status = 'open' and not by_rule) " +
        "and not exists (select from messaging.dead_letter_actions a where a.dead_letter_id = dead_letters.id and a.at >= $1) order by last_failed_at limit $2)";

    private const string DeadLetterActions =
        "delete from messaging.dead_letter_actions where id in (select id from messaging.dead_letter_actions where at < $1 order by at limit $2)";

    private const string JournalRest =
        "delete from messaging.journal_rest where ctid = any(array(select ctid from messaging.journal_rest where occurred_at < $1 limit $2))";

    /// <summary>One round. Safe beside other processes that do the same.</summary>
    public static async Task RunAsync(
        NpgsqlDataSource source, PersistenceOptions options, IEnumerable<PruneRule> rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var journalCutoff = now.AddDays(-options.JournalRetentionDays);
        await JournalPartitions.EnsureAsync(source, now, cancellationToken);
        await JournalPartitions.DropAsync(source, journalCutoff, cancellationToken);
        var failed = await ServicesAsync(source, options, rules, now, cancellationToken);
        await DeleteAsync(source, JournalRest, journalCutoff, options.PruneLimit, cancellationToken);
        await DeleteAsync(source, Inbox, now.AddDays(-options.InboxRetentionDays), options.PruneLimit, cancellationToken);
        if (failed is not null)
        {
            ExceptionDispatchInfo.Throw(failed);
        }

        await DeleteAsync(source, DeadLetters, now.AddDays(-options.DeadLetterRetentionDays), options.PruneLimit, cancellationToken);
        await DeleteAsync(source, DeadLetterActions, now.AddDays(-options.DeadLetterRetentionDays), options.PruneLimit, cancellationToken);
    }

    /// <summary>First: a service may keep something of the dead letters. One that fails keeps nothing else from being forgotten but those.</summary>
    private static async Task<NpgsqlException?> ServicesAsync(NpgsqlDataSource source, PersistenceOptions options, IEnumerable<PruneRule> rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        NpgsqlException? failed = null;
        foreach (var rule in rules)
        {
            try
            {
                await DeleteAsync(source, rule.Sql, now - rule.Keep(), options.PruneLimit, cancellationToken);
            }
            catch (NpgsqlException failure)
            {
                failed = failure;       // told at the end of the round
            }
        }

        return failed;
    }

    private static async Task DeleteAsync(NpgsqlDataSource source, string sql, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        int deleted;
        do
        {
            await using var command = source.CreateCommand(sql);
            command.Parameters.Add(new() { Value = before.UtcDateTime });
            command.Parameters.Add(new() { Value = limit });
            deleted = await command.ExecuteNonQueryAsync(cancellationToken);
        }
        while (deleted == limit);
    }
}

using System.Diagnostics;
using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.Persistence.Journal;

/// <summary>The append-only record of every change: it is the timeline that ops read.</summary>
internal static class JournalWriter
{
    private const string Insert =
        "insert into messaging.journal (occurred_at, saga, correlation_id, from_state, to_state, event, message_id, trace_id, reason) " +
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    public static NpgsqlBatchCommand Entry(string saga, Guid id, string? from, string to, string eventName, Guid? messageId, string? reason, DateTime now) => new(Insert)
    {
        Parameters =
        {
            new() { Value = now },
            new() { Value = saga },
            new() { Value = id },
            Nullables.Parameter(from),
            new() { Value = to },
            new() { Value = eventName },
            Nullables.Parameter(messageId),
            Nullables.Parameter(Activity.Current?.TraceId.ToHexString()),
            Nullables.Parameter(reason),
        },
    };
}

using System.Data.Common;
using Integration.Persistence.Sql;

namespace Integration.WebhookIngress.Replay;

/// <summary>Which stored webhooks are meant; what is absent excludes nothing. Those whose body was forgotten cannot be told again and are not meant.</summary>
internal sealed record ReplayFilter
{
    public string? Source { get; init; }

    public string? EventType { get; init; }

    public string? EventId { get; init; }

    /// <summary>Received at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before this time. What arrives after the replay was asked for is never meant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>True when it would mean everything, which nobody wants by accident.</summary>
    public bool IsEmpty => (Source, EventType, EventId, From, To) is (null, null, null, null, null);
}

/// <summary>A replay as it stands.</summary>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>done</c>, <c>canceled</c>; <c>counted</c>: a dry run.</param>
/// <param name="Found">Webhooks that were meant when it was asked for.</param>
/// <param name="Sent">Those whose message was published again.</param>
/// <param name="Failures">Steps that failed since the last one that was made; it is tried again, later and later.</param>
/// <param name="Failure">Why the last of them failed; absent when none did.</param>
/// <param name="Unreadable">Those that this version cannot read; their rows tell which: they lie between the times of the filter.</param>
internal sealed record Replay(
    Guid Id, string AskedBy, string Why, ReplayFilter Filter, string State, long Found, long Sent, long Unreadable,
    DateTimeOffset AskedAt, DateTimeOffset? StartedAt, DateTimeOffset ChangedAt, DateTimeOffset? EndedAt, string? CanceledBy, int Failures, string? Failure)
{
    public const string Columns =
        "id, asked_by, why, source, event_type, event_id, received_from, received_before, state, found, sent, unreadable, asked_at, started_at, changed_at, ended_at, canceled_by, failures, failure";

    public static Replay Read(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2),
        new() { Source = row.Text(3), EventType = row.Text(4), EventId = row.Text(5), From = row.Time(6), To = row.Time(7) },
        row.GetString(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.Time(12)!.Value, row.Time(13), row.Time(14)!.Value, row.Time(15), row.Text(16), row.GetInt32(17), row.Text(18));
}

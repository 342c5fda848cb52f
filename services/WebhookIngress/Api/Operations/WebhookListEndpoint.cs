using Integration.WebhookIngress.Api.Security;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Integration.WebhookIngress.Api.Operations;

/// <summary>A webhook as it is kept, without its body.</summary>
internal sealed record StoredEvent
{
    public required string Source { get; init; }
    public required string EventId { get; init; }
    public required string EventType { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Which secret or certificate it was verified by.</summary>
    public required string VerifiedBy { get; init; }

    /// <summary><c>published</c> as a contract of its own, or <c>kept</c> as an event that nothing here knows.</summary>
    public required string Outcome { get; init; }

    /// <summary>The messages it caused.</summary>
    public required IReadOnlyList<Guid> MessageIds { get; init; }

    /// <summary>The gateway's object it is about.</summary>
    public string? ObjectReference { get; init; }

    /// <summary>Whether it can be told again.</summary>
    public required bool BodyKept { get; init; }
}

/// <summary>The latest webhooks.</summary>
internal sealed record StoredEvents
{
    public required IReadOnlyList<StoredEvent> Webhooks { get; init; }
}

/// <summary><c>GET /v1/webhooks</c> for ops.</summary>
internal static class WebhookListEndpoint
{
    private const string Sql =
        "select source, event_id, event_type, received_at, verified_by, outcome, message_ids, object_reference, body_kept from ops.webhooks " +
        "where ($1 is null or source = $1) and ($2 is null or event_type = $2) and ($3 is null or event_id = $3) and ($4 is null or received_at < $4) order by received_at desc limit $5";

    public static void MapWebhookList(this RouteGroupBuilder api) =>
        api.MapGet("/webhooks", ListAsync).RequireAuthorization(Scopes.Ops)
            .Describe("listWebhooks", "List webhooks", "What was received and verified, the latest first, without bodies.")
            .Query(("source", "Only of this sender."), ("eventType", "Only of this type."), ("eventId", "Only this event."), ("before", "Received before this time: the last receivedAt of the page before."), ("limit", "Entries of a page."))
            .Gives<StoredEvents>(StatusCodes.Status200OK).Fails(Problems.InvalidField);

    private static async Task<IResult> ListAsync(
        NpgsqlDataSource database, IOptions<ApiOptions> options, CancellationToken cancellationToken, string? source = null, string? eventType = null, string? eventId = null, DateTimeOffset? before = null, int limit = 50)
    {
        if (limit < 1 || limit > options.Value.MaxPageSize)
        {
            return StrictJson.Invalid([new("limit", $"has to be 1 to {options.Value.MaxPageSize}")]);
        }

        await using var command = database.CreateCommand(Sql);
        foreach (var text in new[] { source, eventType, eventId })
        {
            command.Parameters.Add(new() { Value = text is { } given ? given : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }

        command.Parameters.Add(new() { Value = before is { } time ? time.UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = limit });
        var found = new List<StoredEvent>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(Read(rows));
        }

        return TypedResults.Ok(new StoredEvents { Webhooks = found });
    }

    private static StoredEvent Read(NpgsqlDataReader row) => new()
    {
        Source = row.GetString(0), EventId = row.GetString(1), EventType = row.GetString(2), ReceivedAt = row.GetFieldValue<DateTimeOffset>(3), VerifiedBy = row.GetString(4), Outcome = row.GetString(5),
        MessageIds = row.GetFieldValue<Guid[]>(6), ObjectReference = row.Text(7), BodyKept = row.GetBoolean(8),
    };
}

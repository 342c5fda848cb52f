using Integration.Persistence.Sql;
using Integration.WebhookIngress.Api.Security;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.WebhookIngress.Api.Operations;

/// <summary><c>GET /v1/webhooks</c> for ops.</summary>
internal static class WebhookListEndpoint
{
    private const string Sql =
        "select source, event_id, event_type, received_at, verified_by, outcome, message_ids, object_reference, body_kept from ops.webhooks " +
        "where ($1 is null or source = $1) and ($2 is null or event_type = $2) and ($3 is null or event_id = $3) and ($4 is null or (received_at, source, event_id) < ($4, $5, $6)) " +
        "order by received_at desc, source desc, event_id desc limit $7";

    public static void MapWebhookList(this RouteGroupBuilder api) =>
        api.MapGet("/webhooks", ListAsync).RequireAuthorization(Scopes.Ops).IsList()
            .Describe("listWebhooks", "List webhooks", "What was received and verified, the latest first, without bodies.")
            .Query(("source", "Only of this sender."), ("eventType", "Only of this type."), ("eventId", "Only this event."), ("limit", "Entries of a page."), ("after", "next of the page before."))
            .Gives<StoredEvents>(StatusCodes.Status200OK).Fails(Problems.InvalidField);

    private static async Task<IResult> ListAsync(HttpContext context, NpgsqlDataSource database, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var asked = new ListQuery(context.Request.Query, "source", "eventType", "eventId", "limit", "after");
        var (source, type, id, limit, after) = (asked.Text("source"), asked.Text("eventType"), asked.Text("eventId"), asked.Limit(options.Value.MaxPageSize), asked.After(EventMark.Parse));
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        var found = await FilteredList.ReadAsync(
            database, Sql,
            [
                Nullables.Parameter(source), Nullables.Parameter(type), Nullables.Parameter(id), Nullables.Parameter(after?.At), Nullables.Parameter(after?.Source), Nullables.Parameter(after?.EventId),
                new() { Value = limit + 1 },
            ],
            Read, cancellationToken);
        return TypedResults.Ok(new StoredEvents
        {
            Webhooks = [.. found.Take(limit)],
            Next = found.Count > limit && found[limit - 1] is var last ? new EventMark(last.ReceivedAt, last.Source, last.EventId).ToString() : null,
        });
    }

    private static StoredEvent Read(NpgsqlDataReader row) => new()
    {
        Source = row.GetString(0), EventId = row.GetString(1), EventType = row.GetString(2), ReceivedAt = row.GetFieldValue<DateTimeOffset>(3), VerifiedBy = row.GetString(4), Outcome = row.GetString(5),
        MessageIds = row.GetFieldValue<Guid[]>(6), ObjectReference = row.Text(7), BodyKept = row.GetBoolean(8),
    };
}

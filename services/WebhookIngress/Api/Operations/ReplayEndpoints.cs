using Integration.Contracts.Rules;
using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Replay;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api.Operations;

/// <summary>Which stored webhooks to tell again; at least one of source, event type, event id and times.</summary>
internal sealed record NewReplay
{
    public string? Source { get; init; }
    public string? EventType { get; init; }
    public string? EventId { get; init; }

    /// <summary>Received at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>For the audit; 1 to 500 characters.</summary>
    public required string Why { get; init; }

    /// <summary>Only count what is meant.</summary>
    public bool DryRun { get; init; }
}

/// <summary>Replays of stored webhooks for ops: ask, look, stop.</summary>
internal static class ReplayEndpoints
{
    public static void MapReplays(this RouteGroupBuilder api)
    {
        api.MapPost("/webhooks/replays", StartAsync).RequireAuthorization(Scopes.Ops)
            .Describe("startReplay", "Tell stored webhooks again", "Their messages go out again under the events' own ids: whoever has handled one does nothing. Throttled; a dry run counts.")
            .Takes<NewReplay>().Gives<Replay.Replay>(StatusCodes.Status202Accepted).Fails(Problems.BadBody, Problems.InvalidField, Problems.TooSlow, Problems.TooLarge, Problems.WrongContentType);
        api.MapGet("/webhooks/replays/{replayId:guid}", FindAsync).RequireAuthorization(Scopes.Ops)
            .Describe("getReplay", "Look at a replay", "How far it is.").Gives<Replay.Replay>(StatusCodes.Status200OK).Fails(Problems.NotFound);
        api.MapPost("/webhooks/replays/{replayId:guid}/cancel", CancelAsync).RequireAuthorization(Scopes.Ops)
            .Describe("cancelReplay", "Stop a replay", "After what it has sent.").Gives<Replay.Replay>(StatusCodes.Status200OK).Fails(Problems.NotFound, Problems.WrongState);
    }

    private static async Task<IResult> StartAsync(HttpContext context, Replays replays, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var (body, _, unreadable) = await StrictJson.ReadAsync<NewReplay>(context.Request, options.Value.MaxBodyBytes, optional: false, cancellationToken);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var filter = new ReplayFilter { Source = body!.Source, EventType = body.EventType, EventId = body.EventId, From = body.From, To = body.To };
        var wrong = new List<Violation>();
        PlainText.Require(wrong, !filter.IsEmpty, "source", "or eventType, eventId, from or to has to be given");
        PlainText.Require(wrong, !string.IsNullOrWhiteSpace(body.Why), "why", "has to have 1 to 500 characters");
        PlainText.Judge(wrong, ("source", body.Source), ("eventType", body.EventType), ("eventId", body.EventId), ("why", body.Why));
        if (wrong.Count > 0)
        {
            return StrictJson.Invalid(wrong);
        }

        var replay = await replays.StartAsync(filter, Caller.Of(context.User).Actor, body.Why, body.DryRun, cancellationToken);
        return TypedResults.Accepted($"/v1/webhooks/replays/{replay.Id}", replay);
    }

    private static async Task<IResult> FindAsync(Guid replayId, Replays replays, CancellationToken cancellationToken) =>
        await replays.FindAsync(replayId, cancellationToken) is { } replay ? TypedResults.Ok(replay) : Unknown;

    private static async Task<IResult> CancelAsync(Guid replayId, HttpContext context, Replays replays, CancellationToken cancellationToken) =>
        await replays.CancelAsync(replayId, Caller.Of(context.User).Actor, cancellationToken) is { } stopped ? TypedResults.Ok(stopped)
        : await replays.FindAsync(replayId, cancellationToken) is { } ended ? Problems.WrongState.Answer($"It is {ended.State}: there is nothing to stop.")
        : Unknown;

    private static ProblemAnswer Unknown => Problems.NotFound.Answer("There is no replay of this id.");
}

using System.Globalization;
using Integration.Persistence;
using Integration.Persistence.Telemetry;
using Integration.Persistence.UnitOfWork;
using Integration.WebhookIngress.Http;
using Integration.WebhookIngress.Persistence;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.WebhookIngress.Webhooks;

/// <summary><c>POST /webhooks/{source}</c> of every sender: limit, read raw, verify, store, publish, answer. 2xx only after the commit.</summary>
internal sealed class WebhookPipeline(IOptions<WebhookOptions> options, TimeProvider time, IUnitOfWork unitOfWork, IPublishEndpoint publisher, SourceBudget budget, UnverifiedBodies unverified)
{
    private const string Kept = "stored";
    private const string Known = "duplicate";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly WebhookOptions _settings = options.Value;

    public async Task<Results<Ok, ProblemHttpResult>> HandleAsync(IWebhookSender sender, HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType is { Length: > 0 } && !request.HasJsonContentType())
        {
            return Refuse(sender, 415, "not_json", "A webhook's content type is application/json.");
        }

        using var room = unverified.Begin(RemoteNetwork.Of(request.HttpContext));
        if (await RawBody.ReadAsync(request, _settings.MaxBodyBytes, room, cancellationToken) is not { } body)
        {
            return room.Refused switch
            {
                NoRoom.ForThisNetwork => Later(sender, request, "no_room", "Too much comes from this address at once that is not complete yet; send it again later.", Soon, status: 429),
                NoRoom.ForAnybody => Later(sender, request, "no_room", "Too much comes at once that is not complete yet; send it again later.", Soon),
                _ => Refuse(sender, 413, "too_large", $"The body is larger than {_settings.MaxBodyBytes} bytes."),
            };
        }

        var now = time.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));     // as exact as the row can say it: a replay tells the same time
        var verified = await sender.VerifyAsync(request, body, now, cancellationToken);
        if (verified.RetryAfter is { } wait)
        {
            return Later(sender, request, verified.TooFast ? "too_fast" : "not_verified", verified.Detail, wait, verified.TooFast ? 429 : 503);
        }

        if (verified.By is not { } by)
        {
            return Refuse(sender, 400, "bad_signature", verified.Detail);
        }

        room.Dispose();

        if (await budget.TakeAsync(sender.Source, cancellationToken) is { } tooFast)
        {
            return Later(sender, request, "too_fast", "Too many webhooks of this source at once; send it again later.", tooFast, status: 429);
        }

        var headers = sender.Kept.Where(request.Headers.ContainsKey).ToDictionary(name => name, name => request.Headers[name].ToString());
        if (sender.Read(headers, body) is not { } events || !events.All(read => read.IsNamed))
        {
            return Refuse(sender, 400, "bad_body", $"The signature is good, but the body is no event of {sender.Source}.");
        }

        try
        {
            var outcomes = await KeepAsync(sender, events, new(by, now, headers, body), cancellationToken);
            foreach (var outcome in outcomes)
            {
                IntegrationTelemetry.WebhookReceived(sender.Source, outcome);
            }

            return TypedResults.Ok();
        }
        catch (NpgsqlException failure) when (DatabaseFailure.IsTransient(failure))
        {
            return Later(sender, request, "not_stored", "The webhook could not be stored; send it again.", Soon);
        }
    }

    /// <summary>Stores and publishes in one transaction; an event that was there already is not published again.</summary>
    private async Task<IReadOnlyList<string>> KeepAsync(IWebhookSender sender, IReadOnlyList<WebhookEvent> events, Received received, CancellationToken cancellationToken)
    {
        if (events is [var only])
        {
            return [await KeepAloneAsync(Stored(sender, only, received), cancellationToken) ? Kept : Known];
        }

        var outcomes = new List<string>();
        // In one order, so that two such requests that hold the same events wait for each other and never both.
        foreach (var read in events.OrderBy(read => read.Id, StringComparer.Ordinal))
        {
            var webhook = Stored(sender, read, received);
            var isNew = await WebhookStore.TryAddAsync(unitOfWork, webhook, cancellationToken);
            if (isNew)
            {
                await PublishAsync(webhook.Message, cancellationToken);
            }

            outcomes.Add(isNew ? Kept : Known);
        }

        await unitOfWork.CommitAndLeaveAsync(cancellationToken);
        return outcomes;
    }

    /// <summary>One event, as nearly every request holds, takes one round trip, and may be committed with those of other requests. False: it was there already.</summary>
    private async Task<bool> KeepAloneAsync(StoredWebhook webhook, CancellationToken cancellationToken)
    {
        WebhookStore.Add(unitOfWork, webhook);
        await PublishAsync(webhook.Message, cancellationToken);
        try
        {
            await unitOfWork.CommitAndLeaveAsync(cancellationToken);
            return true;
        }
        catch (PostgresException taken) when (WebhookStore.IsKnown(taken))
        {
            return false;
        }
    }

    private Task PublishAsync(WebhookMessage message, CancellationToken cancellationToken) =>
        publisher.Publish(message.Body, message.Body.GetType(), context => context.MessageId = message.Id, cancellationToken);

    private static StoredWebhook Stored(IWebhookSender sender, WebhookEvent read, Received received) => new(
        sender.Source, read.Id, read.Type, received.At, received.VerifiedBy, received.Headers, WebhookSecrets.Remove(read.Body ?? received.Body, read.Secrets),
        WebhookMessage.Of(sender.Source, read, received.At), read.Changed is { IsNamed: true } changed ? changed.Reference : null);

    private sealed record Received(string VerifiedBy, DateTimeOffset At, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    private static ProblemHttpResult Later(IWebhookSender sender, HttpRequest request, string outcome, string detail, TimeSpan wait, int status = 503)
    {
        request.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refuse(sender, status, outcome, detail);
    }

    private static ProblemHttpResult Refuse(IWebhookSender sender, int status, string outcome, string detail)
    {
        IntegrationTelemetry.WebhookReceived(sender.Source, outcome);
        return TypedResults.Problem(detail, statusCode: status);
    }
}

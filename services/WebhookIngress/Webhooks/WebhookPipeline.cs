using System.Globalization;
using Integration.Contracts.Webhooks;
using Integration.Persistence.Telemetry;
using Integration.Persistence.UnitOfWork;
using Integration.WebhookIngress.Persistence;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.WebhookIngress.Webhooks;

/// <summary><c>POST /webhooks/{source}</c> of every sender: limit, read raw, verify, store, publish, answer. 2xx only after the commit.</summary>
internal sealed class WebhookPipeline(IOptions<WebhookOptions> options, TimeProvider time, IUnitOfWork unitOfWork, IPublishEndpoint publisher)
{
    private readonly WebhookOptions _settings = options.Value;

    public async Task<Results<Ok, ProblemHttpResult>> HandleAsync(IWebhookSender sender, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await RawBody.ReadAsync(request, _settings.MaxBodyBytes, cancellationToken) is not { } body)
        {
            return Refuse(sender, 413, "too_large", $"The body is larger than {_settings.MaxBodyBytes} bytes.");
        }

        var now = time.GetUtcNow();
        var verified = await sender.VerifyAsync(request.Headers, body, now, cancellationToken);
        if (verified.RetryAfter is { } wait)
        {
            return Later(sender, request, "not_verified", verified.Detail, wait);
        }

        if (verified.By is not { } by)
        {
            return Refuse(sender, 400, "bad_signature", verified.Detail);
        }

        if (sender.Read(body) is not { } read)
        {
            return Refuse(sender, 400, "bad_body", $"The signature is good, but the body is no event of {sender.Source}.");
        }

        try
        {
            var stored = await KeepAsync(sender.Source, read, body, by, now, cancellationToken);
            IntegrationTelemetry.WebhookReceived(sender.Source, stored ? "stored" : "duplicate");
            return TypedResults.Ok();
        }
        catch (NpgsqlException failure) when (failure.IsTransient)
        {
            return Later(sender, request, "not_stored", "The webhook could not be stored; send it again.", TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>Stores and publishes in one transaction. False: the event was there already, and nothing is published.</summary>
    private async Task<bool> KeepAsync(string source, WebhookEvent read, byte[] body, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var messageId = EventIdentity.MessageId(source, read.Id);
        var kept = WebhookSecrets.Remove(body, read.Secrets);
        var stored = await WebhookStore.AddAsync(unitOfWork, new(source, read.Id, read.Type, now, by, kept, messageId), cancellationToken);
        if (stored)
        {
            await PublishAsync(source, read, messageId, now, cancellationToken);
        }

        await unitOfWork.CommitAndLeaveAsync(cancellationToken);
        return stored;
    }

    private Task PublishAsync(string source, WebhookEvent read, Guid messageId, DateTimeOffset now, CancellationToken cancellationToken) => read.Changed is { } changed
        ? publisher.Publish(
            new GatewayObjectChanged
            {
                Gateway = source, Reference = changed.Reference, EventId = read.Id, EventType = read.Type, OccurredAt = read.OccurredAt,
                CaptureReference = changed.Capture, RefundReference = changed.Refund, DisputeReference = changed.Dispute,
            },
            context => context.MessageId = messageId,
            cancellationToken)
        : publisher.Publish(
            new WebhookReceived { Source = source, EventId = read.Id, EventType = read.Type, ReceivedAt = now },
            context => context.MessageId = messageId,
            cancellationToken);

    private static ProblemHttpResult Later(IWebhookSender sender, HttpRequest request, string outcome, string detail, TimeSpan wait)
    {
        request.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refuse(sender, 503, outcome, detail);
    }

    private static ProblemHttpResult Refuse(IWebhookSender sender, int status, string outcome, string detail)
    {
        IntegrationTelemetry.WebhookReceived(sender.Source, outcome);
        return TypedResults.Problem(detail, statusCode: status);
    }
}
